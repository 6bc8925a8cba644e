// feedme reads Atom, RSS and JSON Feed; it hands over what the elements hold, under their own names.

import FeedMe from 'feedme'

const parse = (document) =>
  new Promise((resolve, reject) => {
    const parser = new FeedMe(true)
    parser.on('error', reject)
    parser.on('finish', () => resolve(parser.done()))
    parser.end(document)
  })

const readers = {
  atom: ({ id, title, link, published, updated }) => ({
    id,
    title,
    link: [link].flat().find(({ rel }) => rel === 'alternate').href,
    published,
    updated,
  }),
  rss: ({ guid, title, link, pubdate, 'atom:updated': updated }) => ({
    id: guid.text,
    title,
    link,
    published: pubdate,
    updated,
  }),
  json: ({ id, title, url, date_published, date_modified }) => ({
    id,
    title,
    link: url,
    published: date_published,
    updated: date_modified,
  }),
}

export const read = async (document) => {
  const { type, items } = await parse(document)
  return items.map(readers[type.split(' ')[0]])
}
