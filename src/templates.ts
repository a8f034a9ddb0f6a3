import { readFileSync } from 'node:fs'
import Handlebars from 'handlebars'

/**
 * Every sentence that the app says to people stands in `templates/`. They are the app's own, compiled as usual; what
 * people wrote reaches them as data only, made inert by the caller (`github/inert.ts`).
 */
const FOLDER = new URL('../templates/', import.meta.url)
const compiled = new Map<string, (data: object) => string>()

// Markdown, not HTML: escaping would spoil it. Strict: a missing fact is a bug of ours, not an empty sentence.
const OPTIONS = { noEscape: true, strict: true, knownHelpersOnly: true, knownHelpers: { plural: true } }

const handlebars = Handlebars.create()
handlebars.registerHelper('plural', (count: unknown, one: unknown, many: unknown) => {
  return `${Number(count)} ${String(Number(count) === 1 ? one : many)}`
})

/**
 * Fills `templates/<name>.md.hbs`.
 * @throws Error where the template does not exist or asks for a fact that `data` does not have.
 */
export function render(name: string, data: object): string {
  let template = compiled.get(name)
  if (!template) {
    template = handlebars.compile<object>(readFileSync(new URL(`${name}.md.hbs`, FOLDER), 'utf8'), OPTIONS)
    compiled.set(name, template)
  }
  return template(data)
}
