// Evaluate Content-Security-Policies: a JSON array of them in; out, for each, what csp_evaluator found, in words.

import { readFileSync } from 'node:fs'
import evaluators from 'csp_evaluator/dist/evaluator.js'
import parsers from 'csp_evaluator/dist/parser.js'

const evaluate = (policy) =>
  new evaluators.CspEvaluator(new parsers.CspParser(policy).csp)
    .evaluate()
    .map(({ directive, value, description }) => `${directive} ${value ?? ''}: ${description}`)

process.stdout.write(JSON.stringify(JSON.parse(readFileSync(0, 'utf8')).map(evaluate)))
