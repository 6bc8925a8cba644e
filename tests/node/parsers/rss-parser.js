// rss-parser reads Atom and RSS; the dates of updates only when told their elements' names.

import Parser from 'rss-parser'

export const read = async (document) => {
  const parser = new Parser({ customFields: { item: ['updated', ['atom:updated', 'updated']] } })
  const { items } = await parser.parseString(document)
  return items.map(({ id, guid, title, link, pubDate, updated }) => ({
    id: id ?? guid,
    title,
    link,
    published: pubDate,
    updated,
  }))
}
