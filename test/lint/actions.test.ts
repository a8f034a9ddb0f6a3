import { describe, expect, test } from 'vitest'
import { plan } from '../../src/checking/plan.ts'
import { configSchema } from '../../src/config/schema.ts'
import { lint, type LintOptions } from '../../src/lint/engine.ts'
import type { Finding } from '../../src/lint/finding.ts'

// A plan is written the day after an incident, by somebody tired: what is told has to be short, and of use.

const told = (text: string, options: LintOptions = {}): Finding[] =>
  lint(text, options).findings.filter(({ rule }) => rule.startsWith('actions/'))
const rulesOf = (text: string, options?: LintOptions): string[] =>
  told(text, options).map(({ rule }) => rule.slice('actions/'.length))
const only = (rule: string, text: string, options?: LintOptions): Finding[] =>
  told(text, options).filter((finding) => finding.rule === `actions/${rule}`)
const messages = (rule: string, text: string, options?: LintOptions): string[] =>
  only(rule, text, options).map(({ message }) => message)

const list = (...lines: string[]): string =>
  `# Search was slow\n\n## Actions\n\n${lines.map((line) => `- ${line}`).join('\n')}\n`

interface Row {
  readonly category?: string
  readonly text?: string
  readonly dri?: string
  readonly due?: string
  readonly measure?: string
  readonly factor?: string
}
const FACTORS = '- F1: The index is rebuilt at noon.\n- F2: Nothing bounds a query.\n'

function table(rows: readonly Row[], { factors = FACTORS, head = '', tail = '' } = {}): string {
  const lines = rows.map(({ category, text, dri, due, measure, factor }, index) => {
    const cells = [
      `A${String(index + 1)}`,
      category ?? 'mitigation',
      text ?? 'Limit a search to 2 s',
      dri ?? '@ada',
      due ?? '2026-12-01',
      measure ?? 'a query of 3 s is cut off in the test',
      factor ?? 'F2',
    ]
    return `| ${cells.join(' | ')} |`
  })
  return `${head}# Search was slow

## Contributing factors

${factors}
## Actions

| ID | Category | Action | DRI | Due | Success measure | Factor |
|---|---|---|---|---|---|---|
${lines.join('\n')}
${tail}`
}
const sev = (severity: string): string =>
  `---\nseverity: ${severity}\nstarted: 2026-11-20T10:00:00Z\nresolved: 2026-11-20T12:00:00Z\n---\n\n`

const REBUILD: Row = {
  category: 'prevention',
  text: 'Rebuild the index at 03:00',
  factor: 'F1',
  dri: '@bo',
}

describe('a plain list without owners and dates', () => {
  const bare = list(
    'Improve monitoring',
    'Look into the query planner',
    'Limit a search to 2 s',
    'Rebuild the index at 03:00',
    'Be more careful with reindexing',
  )

  test('gets one finding for each thing that all of it lacks', () => {
    expect(rulesOf(bare).sort()).toEqual(['category', 'due-date', 'one-dri', 'specific'])
    expect(messages('one-dri', bare)).toEqual([
      'None of the 5 actions has an owner. Name for each the one person who drives it, as `@ada`.',
    ])
  })

  test('on the heading of the list', () => {
    for (const { range, text } of told(bare)) expect([range.line, text]).toEqual([3, '## Actions'])
  })

  test('which names the lines where only some lack it', () => {
    const [message] = messages('one-dri', bare.replace('Improve monitoring', 'Improve monitoring (@ada)'))
    expect(message).toMatch(/^4 of the 5 actions have no owner \(lines 6, 7, 8 and 9\)\./)
  })

  test('and two of them are told where they stand', () => {
    const lines = only('due-date', list('Limit a search to 2 s', 'Rebuild the index at 03:00'))
    expect(lines.map(({ range }) => range.line)).toEqual([5, 6])
  })

  test('one that is waived is left out of the sum, and its waiver is of use', () => {
    const waived = bare.replace(
      '- Improve monitoring',
      '<!-- debrief-ignore actions/one-dri: the vendor does it -->\n- Improve monitoring',
    )
    const result = lint(waived)
    expect(result.waived.map(({ finding }) => finding.rule)).toEqual(['actions/one-dri'])
    expect(result.findings.map(({ rule }) => rule)).not.toContain('review/waiver')
    expect(messages('one-dri', waived)).toEqual([expect.stringMatching(/^4 of the 5 actions/)])
  })
})

describe('who drives it', () => {
  test.each([
    ['', /has no owner\. Name the one person/],
    ['@ada, @bo', /has 2 owners \(@ada and @bo\)\. Pick the one/],
    ['@acme/search', /belongs to a team or role \(@acme\/search\)\. Name the one person there/],
  ])('%s: told in words of its own', (dri, words) => {
    expect(messages('one-dri', table([{ dri }, REBUILD]))).toEqual([expect.stringMatching(words)])
  })
})

test('a whole list that belongs to a team is told once', () => {
  const text =
    '# T\n\n## Actions\n\n### Search team\n\n- Limit a search to 2 s\n- Cap the queue at 40\n- Drop the old index\n'
  expect(messages('one-dri', text)).toEqual([
    expect.stringMatching(/^None of the 3 .* teams or roles\. Name/),
  ])
})

describe('a vague action', () => {
  test('is told once: by the word that leaves it open, and not as unmeasurable too', () => {
    const text = table([{ text: 'Improve the search latency', measure: '' }, REBUILD])
    expect(rulesOf(text)).toEqual(['specific'])
    expect(messages('specific', text)[0]).toMatch(/^A1: "improve" leaves open .* such as /)
  })

  test('that only looks into something is asked for its end', () => {
    const [message] = messages('specific', list('Investigate the query planner'))
    expect(message).toMatch(/^"investigate" has no end\. Name what will exist .* a written decision/)
  })

  test('to be more careful is told in those words', () => {
    const [message] = messages('specific', list('Cy to be more careful with the index'))
    expect(message).toMatch(/^"be more careful" leaves open/)
  })

  test('four of them are one finding, with their words', () => {
    const text = list(
      'Investigate the planner',
      'Improve monitoring',
      'Look into queries',
      'Rethink the index',
    )
    expect(messages('specific', text)).toEqual([
      expect.stringMatching(/^None of the 4 .*"investigate", "improve", "look", "rethink"/),
    ])
  })
})

describe('how a message calls an action', () => {
  test('by the id that somebody wrote', () => {
    expect(messages('due-date', list('A7: Limit a search to 2 s (@ada)'))).toEqual([
      expect.stringMatching(/^A7 has no due date/),
    ])
  })

  test('by a number as a number', () => {
    const text = table([{ due: '' }, REBUILD]).replaceAll(/\| A(\d)/g, '| $1')
    expect(messages('due-date', text)).toEqual([expect.stringMatching(/^Action 1 has no due date/)])
  })

  test('as this one where nobody wrote an id: who reads it would have to count', () => {
    expect(messages('due-date', list('Limit a search to 2 s (@ada)'))).toEqual([
      expect.stringMatching(/^This action has no due date/),
    ])
    expect(messages('one-dri', list('Move cell A1 of the sheet, due 2026-12-01'))).toEqual([
      expect.stringMatching(/^This action has no owner/),
    ])
  })
})

describe('a date that can be kept', () => {
  test('Saturday becomes Friday, by one click where the date is plain', () => {
    const text = table([{ due: '2026-12-05' }, REBUILD])
    const [finding] = only('working-day', text)
    expect(finding).toMatchObject({ text: '2026-12-05', suggestion: '2026-12-04' })
    expect(finding?.message).toBe(
      'A1 is due on a Saturday (2026-12-05). Take Friday, 2026-12-04, or Monday, 2026-12-07.',
    )
    expect(rulesOf(text.replace('2026-12-05', '2026-12-04'))).toEqual([])
  })

  test('Sunday becomes Monday where that Friday is over', () => {
    const text = table([{ due: '2026-12-06' }, REBUILD])
    expect(only('working-day', text, { today: '2026-12-05' })[0]?.suggestion).toBe('2026-12-07')
  })

  test('one over a whole list is told once, and not reworded', () => {
    const text =
      '# T\n\n## Actions\n\n### Ada, by 2026-12-05\n\n- Limit a search to 2 s\n- Cap the queue at 40\n'
    expect(only('working-day', text).map(({ suggestion }) => suggestion)).toEqual([null])
  })

  test.each(['Q1 2028', '2026-W50', 'December 2028'])('%s may end on any day', (due) => {
    expect(messages('working-day', table([{ due }]))).toEqual([])
  })

  test('a day that is over is told as that, whatever day of the week it was', () => {
    const text = table([{ due: '2026-12-05' }, REBUILD])
    expect(rulesOf(text, { today: '2027-01-20' })).toEqual(['due-date', 'due-date'])
  })
})

test('a plan that is over as a whole is told once', () => {
  const text = table([{}, REBUILD, { text: 'Cap the queue at 40' }])
  expect(messages('due-date', text, { today: '2027-02-01' })).toEqual([
    'None of the 3 actions has a due date that is still to come. Tick off what is done, and agree on new dates for the rest.',
  ])
})

describe('the limit of the severity', () => {
  const late = [{ due: '2027-01-15' }, { ...REBUILD, due: '2026-12-01' }]

  test('counts from the end of the incident', () => {
    const [message] = messages('within-limit', table(late, { head: sev('sev1') }))
    expect(message).toMatch(/^A1 is due 56 days after the incident; sev1 allows 30 days, until 2026-12-20\./)
    expect(messages('within-limit', table(late, { head: sev('sev2') }))).toEqual([])
  })

  test('is what the team has set, by the name that it gave', () => {
    const days = { major: 40, sev2: 20 }
    const check = (name: string) =>
      messages('within-limit', table(late, { head: sev(name) }), { actionsWithinDays: days })
    expect(check('Major')).toHaveLength(1)
    expect(check('SEV-2')).toHaveLength(1)
    expect(check('sev4')).toEqual([])
    expect(check('unheard of')).toEqual([])
  })

  test('is not asked where neither the severity nor the day is known', () => {
    expect(messages('within-limit', table(late))).toEqual([])
    expect(messages('within-limit', table(late), { severity: 'sev1' })).toEqual([])
    expect(messages('within-limit', table(late), { severity: 'sev1', openedOn: '2026-11-20' })).toHaveLength(
      1,
    )
  })

  test('comes from the configuration into the check of the app', () => {
    const found = (days: number): string[] => {
      const config = configSchema.parse({ severities: { sev1: { label: 'sev1', actionsWithinDays: days } } })
      const document = {
        path: 'p.md',
        kind: 'text',
        text: table(late, { head: sev('sev1') }),
        untouched: false,
      } as const
      const state = {
        repository: 'a/b',
        headSha: 'c0ffee',
        documents: [document],
        standing: null,
        targets: new Map(),
      }
      const [effect] = plan(state, { config, problems: [] }, new Date('2026-11-21T09:00:00Z'))
      return effect?.do === 'putCheckRun' ? effect.check.annotations.map(({ title }) => title) : []
    }
    expect(found(30)).toContain('actions/within-limit')
    expect(found(90)).not.toContain('actions/within-limit')
  })
})

describe('one piece of work', () => {
  test.each([
    'Limit a search to 2 s and move the index to its own disk',
    'Add an alert on queries over 2 s; remove the nightly export',
    'Replace the query cache, and add a panel for its age',
    'Rebuild the index at 03:00. Drop the unused replica.',
    'Create a dashboard for queries, cap the queue at 40 and retire the old parser',
    'Show the hours of the rebuild in the calendar and train everyone on it',
  ])('%s: is two', (text) => {
    expect(messages('one-deliverable', table([{ text }]))).toEqual([
      expect.stringMatching(/^A1 holds (?:two|3) pieces/),
    ])
  })

  test.each([
    'Limit a search to 2 s and test the limit in staging',
    'Add alerts and tests for slow queries',
    'Write a runbook page and link it from the alert',
    'Add a switch to stop the export and free the disk',
    'Add an alert that fires when a query takes 2 s and the queue is full',
    'Read and write the index over one pool',
    'Set `a` and `b` to 40',
    'Add the hours of the rebuild to the calendar and tell everyone',
    'Move the index to a disk of its own and roll the change out by region',
    '**Rebuild the index without a stop.** Add the nightly build to the second disk.',
    '**Cap the queue.** Replace the default of the client with 40.',
  ])('%s: is one', (text) => {
    expect(messages('one-deliverable', table([{ text }]))).toEqual([])
  })
})

describe('factors', () => {
  test('one that no action names is told on its line', () => {
    const [finding] = only('unanswered-factor', table([{}]))
    expect(finding).toMatchObject({ text: 'F1: The index is rebuilt at noon.', level: 'warning' })
  })

  test.each([
    'F1: The index is rebuilt at noon (accepted because nobody searches then).',
    'F1: The index is rebuilt at noon. Accepted: nobody searches then.',
    'F1: The index is rebuilt at noon. We accept this, since nobody searches then.',
    'F1: The index is rebuilt at noon.\n  Accepted because nobody searches then.',
  ])('%s: is answered', (factor) => {
    const factors = `- ${factor}\n- F2: Nothing bounds a query.\n`
    expect(messages('unanswered-factor', table([{}], { factors }))).toEqual([])
  })

  test.each([
    '\n## Not now\n\n- F1 accepted because nobody searches then.\n',
    '\n## Not now\n\n- **F1**: accepted, since nobody searches then.\n',
    '\nWe accept F1 because nobody searches at that time.\n',
    '\nF1 is accepted for now because nobody searches then.\n',
  ])('one that is accepted elsewhere is answered too: %j', (tail) => {
    expect(messages('unanswered-factor', table([{}], { tail }))).toEqual([])
  })

  test.each([
    '\nF1 was found late because nobody searches then.\n',
    '\nF11 is accepted because nobody searches then.\n',
    '\nF1 is a pity. The parser accepted an empty list because of a default.\n',
    '\nF1 is not accepted because people search at night.\n',
  ])('and one that is only spoken of is not: %j', (tail) => {
    expect(messages('unanswered-factor', table([{}], { tail }))).toEqual([
      expect.stringMatching(/^F1 has no action\. Name it in one, or say here why it stays/),
    ])
  })

  test('one that is accepted without a reason is asked for it', () => {
    const factors = '- F1: The index is rebuilt at noon. Accepted.\n- F2: Nothing bounds a query.\n'
    expect(messages('unanswered-factor', table([{}], { factors }))).toEqual([
      expect.stringMatching(/^F1 is accepted without a reason/),
    ])
  })

  test('a service that accepts something accepts no risk', () => {
    const factors =
      '- F1: The parser accepted an empty list because of a default.\n- F2: Nothing bounds a query.\n'
    expect(messages('unanswered-factor', table([{}], { factors }))).toHaveLength(1)
  })

  test('the end of a why chain has no id, and is not asked for', () => {
    const tail =
      '\n## Five Whys\n\n1. Why was it slow? The index was rebuilt.\n   1. Why then? The timer is in UTC.\n'
    expect(messages('unanswered-factor', table([{}, REBUILD], { tail }))).toEqual([])
  })

  test('where no action names one, that is what is told, once', () => {
    const text = table([{ factor: '' }, { factor: '' }, { factor: '' }])
    expect(rulesOf(text).filter((rule) => rule.includes('factor'))).toEqual(['factor'])
  })

  test('where there is no factor at all, none is asked for', () => {
    expect(rulesOf(list('Limit a search to 2 s'))).not.toContain('factor')
  })
})

describe('categories', () => {
  // Both are mended by taking up the proposal: an unknown word asks for no more than an empty field.
  test('one that is missing or unknown is proposed, and weighs less than one without a proposal', () => {
    const [missing] = only('category', table([{ category: '', text: 'Alert on queries over 2 s' }, REBUILD]))
    expect(missing).toMatchObject({
      level: 'warning',
      message: expect.stringMatching(/it is detection; the five/),
    })
    const [unknown] = only('category', table([{ category: 'hygiene' }, REBUILD]))
    expect(unknown).toMatchObject({ level: 'warning' })
    expect(unknown?.message).toMatch(
      /^A1 has the category "hygiene", which is none of the five: prevention, detection, mitigation, recovery, learning\. By its words it is mitigation/,
    )
    const [open] = only('category', table([{ category: 'hygiene', text: 'Add progress output' }, REBUILD]))
    expect(open).toMatchObject({ level: 'error' })
  })

  test('three that are missing are proposed by id, and by line where nobody wrote ids', () => {
    const rows = [
      { category: '', text: 'Alert on queries over 2 s' },
      { category: '', text: 'Cap the queue at 40' },
      { category: '', text: 'Rename the flag' },
    ]
    expect(messages('category', table(rows))).toEqual([
      expect.stringMatching(/By their words: .*detection for A1\b/),
    ])
    const bare = list('Alert on queries over 2 s', 'Alert on a queue over 40', 'Add progress output')
    expect(messages('category', bare)).toEqual([
      expect.stringMatching(
        /By their words: detection for lines 5 and 6\. To line 7 add one of prevention, /,
      ),
    ])
  })

  test('all of one kind: a question, from three actions on', () => {
    const three = [{}, { ...REBUILD, category: 'mitigation' }, { text: 'Cap the queue at 40' }]
    expect(messages('balance', table(three))).toEqual([
      expect.stringMatching(/^All 3 actions are mitigation\. .*\?$/),
    ])
    expect(messages('balance', table(three.slice(0, 2)))).toEqual([])
    expect(messages('balance', table([...three, REBUILD]))).toEqual([])
  })
})

describe('how far the actions carry', () => {
  const document = { text: 'Document the rebuild in the handbook', category: 'prevention' }

  test('only documents: told once', () => {
    expect(only('strength', table([document, { ...document, factor: 'F1' }]))).toMatchObject([
      {
        level: 'warning',
        text: '## Actions',
        message: expect.stringMatching(/^All 2 actions rely on people/),
      },
    ])
  })

  test('one among stronger ones: a note', () => {
    expect(only('strength', table([{}, document]))).toMatchObject([
      { level: 'note', message: expect.stringMatching(/^A2 relies on people remembering/) },
    ])
  })

  test('learning is what it is', () => {
    expect(messages('strength', table([{}, { ...document, category: 'learning' }]))).toEqual([])
  })
})

describe('how it will be known that it worked', () => {
  const unmeasured = [{ measure: '' }, { ...REBUILD, measure: '' }]

  test('one finding where nothing says it, none where a section does', () => {
    expect(messages('success-measure', table(unmeasured))).toHaveLength(1)
    const tail = '\n## How will we know that it worked?\n\nNo search over 2 s in the week of the sale.\n'
    expect(messages('success-measure', table(unmeasured, { tail }))).toEqual([])
  })

  test.each([
    'We will know that this worked when no search of the sale takes over 2 s.',
    'We’ll call it effective if the queue stays below 40 until May.',
    'Success metric: no search over 2 s in the week of the sale.',
  ])('nor where a sentence does: %s', (sentence) => {
    expect(messages('success-measure', table(unmeasured, { tail: `\n${sentence}\n` }))).toEqual([])
  })

  test('but a sentence about what was known is none', () => {
    const tail = '\nWe knew that the cap had worked before. We know the index.\n'
    expect(messages('success-measure', table(unmeasured, { tail }))).toHaveLength(1)
  })

  test('an empty section says nothing', () => {
    const tail = '\n## How we will know\n\nTBD\n'
    expect(messages('success-measure', table(unmeasured, { tail }))).toHaveLength(1)
  })
})

describe('what is parked', () => {
  const parked = (body: string): string[] =>
    messages('parked-reason', table([{}, REBUILD], { tail: `\n## Not now\n\n${body}\n` }))

  test.each([
    '- Shard the index',
    '- Shard the index (@ada)',
    '| Action | DRI |\n|---|---|\n| Shard the index | @ada |',
  ])('%s: without a reason', (body) => {
    expect(parked(body)).toEqual([expect.stringMatching(/is parked without a reason/)])
  })

  test.each([
    '- Shard the index: one node holds it for two more years',
    '- Shard the index \u2013 a month of work for a rare case',
    '- Shard the index\n  - the new engine brings it',
    'Both depend on the new engine:\n\n- Shard the index\n- Move the parser',
  ])('%s: with one', (body) => {
    expect(parked(body)).toEqual([])
  })
})

describe('severity', () => {
  const plain = table([
    { category: '', measure: '', factor: '', dri: '@ada', due: '2026-12-05' },
    { text: 'Alert on queries over 2 s', category: '', measure: '', factor: '' },
  ])
  const weight = (severity: string): number[] =>
    (['error', 'warning', 'note'] as const).map(
      (level) => told(plain, { severity }).filter((finding) => finding.level === level).length,
    )

  test('a sev4 is asked for less than a sev1', () => {
    expect(weight('sev1')).toEqual([2, 4, 0])
    expect(weight('sev3')).toEqual([0, 4, 1])
    expect(weight('sev4')).toEqual([0, 0, 3])
  })
})
