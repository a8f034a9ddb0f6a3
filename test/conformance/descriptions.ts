import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'

/** What the packages below are pinned to; they are 400 MB, so they are no part of the project's own install. */
export const PACKAGES = ['@octokit/openapi@23.0.2', '@octokit/openapi-webhooks@12.1.0', 'ajv-formats@3.0.1']

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
type JsonObject = { [key: string]: Json }

export interface Operation {
  /** GitHub's own template: `/repos/{owner}/{repo}`. */
  readonly template: string
  readonly method: string
  /** The check of the response's body by status; null where the status has no JSON body. */
  response(status: number): ValidateFunction | null | undefined
  /** The check of the request's body; undefined where it takes none. */
  readonly request: ValidateFunction | undefined
}

export interface Descriptions {
  operation(method: string, path: string): Operation | undefined
  payload(event: string, action: string | null): ValidateFunction | undefined
  readonly error: ValidateFunction
}

/** Reads GitHub's two published descriptions from a folder in which `PACKAGES` are installed. */
export function readDescriptions(folder: string): Descriptions {
  const read = (name: string): JsonObject =>
    JSON.parse(
      readFileSync(path.join(folder, 'node_modules', name, 'generated', 'api.github.com.json'), 'utf8'),
    )
  const api = asJsonSchema(read('@octokit/openapi')) as JsonObject
  const hooks = read('@octokit/openapi-webhooks')
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateSchema: false, logger: false })
  addFormats(ajv, folder)
  ajv.addSchema(api, 'api').addSchema(hooks, 'hooks')
  const at = (document: string, ...steps: readonly string[]): ValidateFunction => {
    const pointer = steps.map((step) => encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1')))
    return ajv.compile({ $ref: `${document}#/${pointer.join('/')}` })
  }
  return {
    operation: operationsOf(api, once(at)),
    payload: payloadsOf(hooks, once(at)),
    error: ajv.compile({
      anyOf: [
        { $ref: 'api#/components/schemas/basic-error' },
        { $ref: 'api#/components/schemas/validation-error' },
      ],
    }),
  }
}

type At = (document: string, ...steps: readonly string[]) => ValidateFunction

/** Compiling takes longer than checking, so each place is compiled once. */
function once(at: At): At {
  const known = new Map<string, ValidateFunction>()
  return (...place) => {
    const key = place.join('\n')
    const check = known.get(key) ?? at(...place)
    known.set(key, check)
    return check
  }
}

function addFormats(ajv: Ajv2020, folder: string): void {
  const require = createRequire(path.join(folder, 'package.json'))
  const { default: add } = require('ajv-formats') as { default: (ajv: Ajv2020) => void }
  add(ajv)
  // Bots' addresses (`1+debrief[bot]@users.noreply.github.com`) are none by the letter of the standard.
  ajv.addFormat('email', /@/)
}

/** OpenAPI 3.0 says `nullable: true` where JSON Schema says that null is one of the types. */
function asJsonSchema(value: Json): Json {
  if (Array.isArray(value)) return value.map(asJsonSchema)
  if (typeof value !== 'object' || value === null) return value
  const { nullable, ...rest } = value
  const schema = Object.fromEntries(Object.entries(rest).map(([key, inner]) => [key, asJsonSchema(inner)]))
  if (nullable !== true) return schema
  return { anyOf: [schema, { type: 'null' }] }
}

function operationsOf(api: JsonObject, at: At): Descriptions['operation'] {
  const paths = api['paths'] as Record<string, Record<string, JsonObject>>
  const routes = Object.keys(paths)
    .map((template) => ({
      template,
      pattern: patternOf(template),
      rank: `${template.replaceAll(/\{\w+\}/g, '~')}~`,
    }))
    // Fixed segments win over parameters.
    .sort((a, b) => (a.rank < b.rank ? -1 : 1))
  return (method, requested) => {
    const verb = method.toLowerCase()
    const found = routes.find(({ template, pattern }) => paths[template]?.[verb] && pattern.test(requested))
    const operation = found && paths[found.template]?.[verb]
    if (!found || !operation) return undefined
    const { template } = found
    const place = ['paths', template, verb] as const
    return {
      template,
      method,
      request: jsonOf(api, operation['requestBody'])
        ? at('api', ...place, 'requestBody', 'content', 'application/json', 'schema')
        : undefined,
      response(status) {
        const responses = operation['responses'] as Record<string, JsonObject>
        const response = responses[status]
        if (!response) return undefined
        const ref = response['$ref']
        const where =
          typeof ref === 'string' ? ref.slice(2).split('/') : [...place, 'responses', String(status)]
        return jsonOf(api, response) ? at('api', ...where, 'content', 'application/json', 'schema') : null
      },
    }
  }
}

function jsonOf(api: JsonObject, part: Json | undefined): boolean {
  if (typeof part !== 'object' || part === null || Array.isArray(part)) return false
  if (typeof part['$ref'] === 'string') return jsonOf(api, lookUp(api, part['$ref']))
  const content = part['content'] as JsonObject | undefined
  const media = content?.['application/json'] as JsonObject | undefined
  return media?.['schema'] !== undefined
}

const lookUp = (document: JsonObject, ref: string): Json =>
  ref
    .slice(2)
    .split('/')
    .reduce<Json>((value, step) => (value as JsonObject)[step] ?? null, document)

// These may hold slashes.
const GREEDY = new Set(['path', 'ref', 'basehead', 'branch', 'tag'])

function patternOf(template: string): RegExp {
  const source = template
    .replaceAll('.', '\\.')
    .replaceAll(/\{(\w+)\}/g, (_, name: string) => (GREEDY.has(name) ? '.+' : '[^/]+'))
  return new RegExp(`^${source}$`)
}

function payloadsOf(hooks: JsonObject, at: At): Descriptions['payload'] {
  const known = hooks['webhooks'] as JsonObject
  return (event, action) => {
    const name = [event, action ?? []].flat().join('-').replaceAll('_', '-')
    if (!(name in known)) return undefined
    return at('hooks', 'webhooks', name, 'post', 'requestBody', 'content', 'application/json', 'schema')
  }
}
