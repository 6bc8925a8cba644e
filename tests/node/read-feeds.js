// Read feed documents with the parsers of npm: a JSON array of documents in; out, for each, an object with the items
// that each parser found, or the words of its error. The fields are the same whatever the parser and the format.

import { readFileSync } from 'node:fs'
import * as feedParser from './parsers/feed-parser.js'
import * as feedme from './parsers/feedme.js'
import * as feedsmith from './parsers/feedsmith.js'
import * as rssParser from './parsers/rss-parser.js'

const parsers = {
  feedsmith: { read: feedsmith.read, readsJson: true },
  'rss-parser': { read: rssParser.read, readsJson: false },
  '@rowanmanning/feed-parser': { read: feedParser.read, readsJson: false },
  feedme: { read: feedme.read, readsJson: true },
}

const instant = (date) => date && new Date(date).toISOString()

const restate = ({ published, updated, ...item }) => ({
  ...item,
  published: instant(published),
  ...(updated === undefined ? {} : { updated: instant(updated) }),
})

const readWith = async (read, document) => {
  try {
    return (await read(document)).map(restate)
  } catch (error) {
    return `${error}`
  }
}

const readWithAll = async (document) => {
  const found = {}
  for (const [name, { read, readsJson }] of Object.entries(parsers)) {
    if (readsJson || !document.startsWith('{')) {
      found[name] = await readWith(read, document)
    }
  }
  return found
}

const found = []
for (const document of JSON.parse(readFileSync(0, 'utf8'))) {
  found.push(await readWithAll(document))
}
process.stdout.write(JSON.stringify(found))
