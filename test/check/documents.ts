import { checkFile, type CheckedFile } from '../../src/check/run.ts'
import { RULES } from '../../src/lint/rules/index.ts'

/** Only the tone rules: whole documents would drown what a test is about. */
export const TONE = {
  levels: Object.fromEntries(
    RULES.filter((rule) => rule.family !== 'blame' && rule.id !== 'review/waiver').map((rule) => [
      rule.id,
      'off' as const,
    ]),
  ),
}

export const checked = (text: string, path = 'docs/a b.md'): CheckedFile => checkFile(path, text, TONE)

/** A rewording in the first sentence, none in the second. */
export const BLAMES = '# T\n\nThe DBA mistakenly truncated the table.\nNobody checked it.\n'
