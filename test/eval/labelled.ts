import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import * as z from 'zod'

const flag = z.union([z.literal(0), z.literal(1), z.boolean()]).transform(Boolean)

/** One labelled sentence; what real ones have and written ones have not is optional. */
const sentence = z.object({
  id: z.string(),
  text: z.string(),
  label: z.enum(['blame', 'neutral']),
  subtype: z.enum(['PF', 'OM', 'JU', 'HE', 'CF', 'MR']).nullish(),
  agent: z.string().nullish(),
  span: z.string().nullish(),
  borderline: flag.default(false),
  kind: z.string().default('p'),
  section: z.string().nullish(),
  doc: z.string().nullish(),
  org: z.string().nullish(),
  line: z.number().nullish(),
  weight: z.number().default(1),
  single_root_cause: flag.optional(),
})
export type LabelledSentence = z.output<typeof sentence>

const action = z.object({
  id: z.string(),
  text: z.string(),
  specific: flag.default(false),
  measurable: flag.default(false),
  timebound: flag.default(false),
  vague: flag.default(false),
  owner: z.enum(['one', 'several', 'team', 'none']).default('none'),
  owners: z.array(z.string()).optional(),
  category: z.string().nullish(),
  is_action: flag.default(true),
  doc: z.string().nullish(),
  org: z.string().nullish(),
  line: z.number().nullish(),
  path: z.string().nullish(),
  shape: z.string().nullish(),
})
export type LabelledAction = z.output<typeof action>

export const readSentences = (file: string): LabelledSentence[] => readLines(file, sentence)
export const readActions = (file: string): LabelledAction[] => readLines(file, action)

/** Each line by the schema; an error names file and line. */
function readLines<S extends z.ZodType>(file: string, schema: S): z.output<S>[] {
  const lines = readFileSync(file, 'utf8').split('\n')
  return lines.flatMap((line, index) => {
    if (line.trim() === '') return []
    const place = `${file}:${String(index + 1)}`
    let data: unknown
    try {
      data = JSON.parse(line)
    } catch {
      throw new Error(`${place}: this line is not JSON. Each line holds one labelled object.`)
    }
    const read = schema.safeParse(data)
    if (!read.success) throw new Error(`${place}: ${z.prettifyError(read.error)}`)
    return [read.data]
  })
}

/** The documents that labels point into: `docs/<doc>.md` beside the file, where they are there. */
export class Documents {
  readonly #folder: string
  readonly #texts = new Map<string, string | null>()

  constructor(file: string) {
    this.#folder = path.join(path.dirname(file), 'docs')
  }

  textOf(doc: string | null | undefined): string | null {
    if (!doc) return null
    const known = this.#texts.get(doc)
    if (known !== undefined) return known
    const file = path.join(this.#folder, `${path.basename(doc)}.md`)
    const text = existsSync(file) ? readFileSync(file, 'utf8') : null
    this.#texts.set(doc, text)
    return text
  }
}
