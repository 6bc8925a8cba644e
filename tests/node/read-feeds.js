// Reads a JSON list of feed documents on standard input, writes what feedsmith found in each on standard output:
// one object a document, with the same fields whatever the format.

import { readFileSync } from 'node:fs'
import { parseFeed } from 'feedsmith'

const instant = (text) => text && new Date(text).toISOString()

const atom = ({ title, entries = [] }) => ({
  title: title.value,
  items: entries.map(({ id, title, links, published, updated, categories = [], georss }) => ({
    id,
    title: title.value,
    link: links.find(({ rel }) => rel === 'alternate').href,
    published: instant(published),
    updated: instant(updated),
    categories: categories.map(({ term }) => term),
    point: georss?.point ?? null,
  })),
})

const rss = ({ title, items = [] }) => ({
  title,
  items: items.map(({ guid, title, link, pubDate, atom, categories = [], georss }) => ({
    id: guid.value,
    title,
    link,
    published: instant(pubDate),
    updated: instant(atom?.updated),
    categories: categories.map(({ name }) => name),
    point: georss?.point ?? null,
  })),
})

const json = ({ title, items = [] }) => ({
  title,
  items: items.map(({ id, title, url, date_published, date_modified, tags = [] }) => ({
    id,
    title,
    link: url,
    published: instant(date_published),
    updated: instant(date_modified),
    categories: tags,
  })),
})

const readers = { atom, rss, json }
const documents = JSON.parse(readFileSync(0, 'utf8'))
const found = documents.map((document) => {
  const { format, feed } = parseFeed(document)
  return { format, ...readers[format](feed) }
})
process.stdout.write(JSON.stringify(found))
