// @rowanmanning/feed-parser reads Atom and RSS. In RSS it knows no date of updates and repeats the other one.

import { parseFeed } from '@rowanmanning/feed-parser'

export const read = (document) => {
  const feed = parseFeed(document)
  return feed.items.map(({ id, title, url, published, updated }) => ({
    id,
    title,
    link: url,
    published,
    ...(feed.meta.type === 'atom' ? { updated } : {}),
  }))
}
