// Validate pages: a JSON array of HTML documents in; out, for each, what html-validate found, in words with the line.

import { readFileSync } from 'node:fs'
import { HtmlValidate } from 'html-validate'

const htmlvalidate = new HtmlValidate({
  root: true,
  extends: ['html-validate:standard', 'html-validate:a11y', 'html-validate:document'],
  rules: {
    'aria-label-misuse': ['error', { allowAnyNamable: true }], // a list may have a name
    'require-sri': ['error', { target: 'crossorigin' }],
  },
})

const validate = async (page) => {
  const { results } = await htmlvalidate.validateString(page)
  return results.flatMap(({ messages }) =>
    messages.map(({ line, column, ruleId, message }) => `${line}:${column} ${ruleId}: ${message}`),
  )
}

const found = []
for (const page of JSON.parse(readFileSync(0, 'utf8'))) {
  found.push(await validate(page))
}
process.stdout.write(JSON.stringify(found))
