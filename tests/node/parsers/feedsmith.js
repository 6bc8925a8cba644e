// feedsmith reads Atom, RSS and JSON Feed.

import { parseFeed } from 'feedsmith'

const readers = {
  atom: ({ entries = [] }) =>
    entries.map(({ id, title, links, published, updated, categories = [], georss }) => ({
      id,
      title: title.value,
      link: links.find(({ rel }) => rel === 'alternate').href,
      published,
      updated,
      categories: categories.map(({ term }) => term),
      point: georss?.point ?? null,
    })),
  rss: ({ items = [] }) =>
    items.map(({ guid, title, link, pubDate, atom, categories = [], georss }) => ({
      id: guid.value,
      title,
      link,
      published: pubDate,
      updated: atom?.updated,
      categories: categories.map(({ name }) => name),
      point: georss?.point ?? null,
    })),
  json: ({ items = [] }) =>
    items.map(({ id, title, url, date_published, date_modified, tags = [] }) => ({
      id,
      title,
      link: url,
      published: date_published,
      updated: date_modified,
      categories: tags,
    })),
}

export const read = (document) => {
  const { format, feed } = parseFeed(document)
  return readers[format](feed)
}
