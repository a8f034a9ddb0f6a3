import { describe, expect, test } from 'vitest'
import { lint, type LintOptions } from '../../src/lint/engine.ts'
import type { Finding } from '../../src/lint/finding.ts'

// What a document lacks is told once, where the answer belongs, and never as if something that is there were not.

const found = (rule: string, text: string, options: LintOptions = {}): readonly Finding[] =>
  lint(text, options).findings.filter((finding) => finding.rule === rule)

describe('sections that are missing', () => {
  test('one or two are told each, with what belongs there', () => {
    const text =
      '# Kiosk offline\n\n## Summary\n\nThe kiosks were dark.\n\n## Impact\n\n40 guests waited.\n\n## Timeline\n\n- 10:00 Dark\n\n## Contributing factors\n\n- One fuse\n\n## Actions\n\n- Add a second fuse\n'
    expect(found('facts/missing-section', text)).toMatchObject([
      {
        level: 'warning',
        message: expect.stringMatching(/^The lessons section is missing\. Add `## Lessons/),
      },
    ])
  })

  test('three and more are one thing to mend', () => {
    const [finding, ...others] = found('facts/missing-section', '# Kiosk offline\n\nThe kiosks were dark.\n')
    expect(others).toEqual([])
    expect(finding?.level).toBe('error')
    expect(finding?.message).toMatch(
      /^6 sections are missing\. Add `## Summary`, `## Impact`, `## Timeline`, /,
    )
  })

  test('an empty one is told at its heading, and is not among them', () => {
    const text = '# Kiosk offline\n\nThe kiosks were dark.\n\n## Impact\n\n## Next\n'
    expect(found('facts/missing-section', text).map(({ range, message }) => [range.line, message])).toEqual([
      [1, expect.stringMatching(/^5 sections are missing/)],
      [5, expect.stringMatching(/^The impact section is still empty/)],
    ])
  })
})

describe('an impact section that is missing', () => {
  const kiosk = (impact: string): string =>
    `# Kiosk offline\n\n${impact}\n\n## Summary\n\nThe kiosks were dark.\n\n## Timeline\n\n- 10:00 Dark\n\n## Contributing factors\n\n- One fuse\n\n## Actions\n\n- Add a second fuse\n\n## Lessons\n\n- Fuses age\n`
  const told = (impact: string): readonly string[] =>
    ['facts/missing-section', 'facts/impacted-users', 'facts/business-effect'].flatMap((rule) =>
      found(rule, kiosk(impact)).map(({ message }) => message),
    )

  test('is no lack where the facts of it stand at the top', () => {
    expect(told('Impacted users: 40 guests\nBusiness effect: none known')).toEqual([])
  })

  test('is asked for by what it would say, and not a third time', () => {
    expect(told('Severity: sev2')).toEqual([
      expect.stringMatching(/^It does not say who was affected\. Add `## Impact` with a line such as /),
      expect.stringMatching(
        /^It does not say what this meant for the business\. Add `## Impact` with a line such as /,
      ),
    ])
    expect(told('Impacted users: 40 guests')).toHaveLength(1)
  })

  test('a line is enough where the section is there', () => {
    const [users] = told('## Impact\n\nIt was loud.')
    expect(users).toMatch(/^It does not say who was affected\. Add a line such as /)
  })
})

test('what is about the whole document comes in the order in which it is answered, at its title', () => {
  const rulesAt = (text: string): (readonly [string, number])[] =>
    lint(text).findings.map(({ rule, range }) => [rule, range.line])
  expect(rulesAt('# Kiosk offline\n\nThe kiosks were dark.\n')).toEqual([
    ['facts/severity', 1],
    ['facts/dates', 1],
    ['facts/impacted-users', 1],
    ['facts/business-effect', 1],
    ['facts/missing-section', 1],
    ['review/thanks', 1],
  ])
  const posted = '---\nlayout: post\ntags: [kiosk]\ntitle: "Kiosk offline"\n---\n\nThe kiosks were dark.\n'
  expect(new Set(rulesAt(posted).map(([, line]) => line))).toEqual(new Set([4]))
  expect(rulesAt('---\nlayout: post\n---\n\nThe kiosks were dark.\n').at(-1)?.[1]).toBe(5)
})

test('one entry without a source is spoken of as one', () => {
  const text = '# Kiosk offline\n\n## Timeline (2026-11-23, UTC)\n\n- 10:00 Dark (PagerDuty)\n- 10:04 Light\n'
  expect(found('timeline/source', text)[0]?.message).toMatch(
    /^1 of 2 entries does not say how it is known\. /,
  )
})

describe('dates', () => {
  const clocks = (heading: string): string =>
    `# Kiosk offline\n\n## ${heading}\n\n- 10:00 The kiosks go dark\n- 10:04 First alert\n- 11:15 All kiosks are back\n`

  test('three moments are asked for as three moments', () => {
    const [finding] = found('facts/dates', '# Kiosk offline\n\nThe kiosks were dark last week.\n')
    expect(finding?.message).toContain('`Started: 2026-11-23 14:02 UTC`, `Detected: 2026-11-23 14:09 UTC`')
  })

  test('clock times without a day are asked for the day, where it is read from', () => {
    const [finding, ...others] = found('facts/dates', clocks('Timeline'))
    expect(others).toEqual([])
    expect(finding).toMatchObject({ text: '## Timeline', range: { line: 3 } })
    expect(finding?.message).toContain('`## Timeline (2026-11-23, all times UTC)`')
    const mended = found('facts/dates', clocks('Timeline (2026-11-23, all times UTC)'))
    expect(mended.map(({ message }) => message)).not.toContainEqual(expect.stringContaining('no day'))
  })

  test('where the timeline has the moments, it is asked which is the one that is missing', () => {
    const text = clocks('Timeline (2026-11-23, all times UTC)').replace('go dark', 'get a new fuse')
    const [finding, ...others] = found('facts/dates', text.replace('First alert', 'A guest waves'))
    expect(others).toEqual([])
    expect(finding?.range.line).toBe(3)
    expect(finding?.message).toMatch(
      /^The timeline does not show when it was detected\. Say which entry that is, with a line such as /,
    )
    expect(finding?.message).not.toContain('to the timeline')
  })

  test('and a timeline of days alone is not', () => {
    const text = '# Kiosk offline\n\n## Timeline\n\n- Monday: dark\n- Tuesday: back\n'
    expect(found('facts/dates', text).map(({ message }) => message)).toEqual([
      expect.stringMatching(/^It does not say when it started/),
    ])
  })
})

describe('thanks', () => {
  test.each([
    'Thanks to Imre for calling the vendor, and to Sol for the spare fuses.',
    'Many thanks to the night desk for their patience.',
    'Kudos to Imre for calling the vendor.',
    'The kiosks are back. Thank you, Sol, for the spare fuses.',
  ])('that stand elsewhere are no missing thanks: %s', (words) => {
    const text = `# Kiosk offline\n\n## Actions\n\n- Add a second fuse\n\n${words}\n`
    const [finding] = found('review/thanks', text)
    expect(finding?.range.line).toBe(7)
    expect(finding?.message).toMatch(/^These thanks .*`## Thanks`/)
  })

  test('are asked for after a grave incident; a small one had perhaps one responder', () => {
    const thanked = (severity: string): readonly Finding[] =>
      found('review/thanks', '# Kiosk offline\n\nThe kiosks were dark.\n', { severity })
    expect(thanked('sev1')).toMatchObject([{ level: 'warning' }])
    expect(thanked('sev3')).toEqual([])
  })

  test('what came about thanks to something is no thanks', () => {
    const text =
      '# Kiosk offline\n\n## Lessons\n\nThanks to the second fuse two kiosks stayed up for an hour.\n'
    expect(found('review/thanks', text)[0]?.message).toMatch(/^Nobody is thanked yet/)
  })
})

describe('participants', () => {
  test('are read in the middle of a line that tells who wrote it', () => {
    const text =
      '# Kiosk offline\n\nSeverity: sev1\n\n*Written by Imre on 3 May. Participants: Imre (facilities), Sol (front desk).*\n'
    expect(found('review/participants', text)).toEqual([])
    const alone = text.replace('front desk', 'facilities')
    expect(found('review/participants', alone)[0]).toMatchObject({
      text: expect.stringMatching(/^Participants: Imre/),
      message: expect.stringContaining('from one (facilities)'),
    })
  })

  test('a sentence about them is no list', () => {
    const text = '# Kiosk offline\n\nSeverity: sev1\n\nIt was loud. The participants agreed: no more fuses.\n'
    expect(found('review/participants', text)[0]?.message).toMatch(/^It does not say who took part/)
  })
})

describe('placeholders', () => {
  test.each(['todo', 'TODO:', '**To do**'])('%s over a list is its title', (title) => {
    const text = `# Kiosk offline\n\n${title}\n\n- Add a second fuse\n- Label the box\n`
    expect(found('facts/placeholder', text)).toEqual([])
    expect(found('facts/placeholder', text.replace('\n\n- ', '\n- '))).toEqual([])
  })

  test.each([
    '<img src="fuse.png" alt="The fuse">',
    'It drew 2<sup>3</sup> amperes.',
    'Only boxes with the <code>slow</code> fuse went dark.',
    '<details><img src="fuse.png"></details>',
    '{{< figure src="fuse.png" >}}',
    'See [the plan]({{ site.baseurl }}/fuses/) of the house.',
    'Dark.<br>Then light.',
  ])('markup is none: %s', (words) => {
    expect(found('facts/placeholder', `# Kiosk offline\n\n## Impact\n\n${words}\n`)).toEqual([])
  })

  test.each(['<summary>', 'It hit <number of users> guests.', '<b>Guests</b>: <how many>', '{{ impact }}'])(
    'and words in brackets are: %s',
    (words) => {
      expect(found('facts/placeholder', `# Kiosk offline\n\n## Impact\n\n${words}\n`)).toHaveLength(1)
    },
  )

  test('with nothing below it is one', () => {
    expect(found('facts/placeholder', '# Kiosk offline\n\n## Impact\n\nTODO\n')).toHaveLength(1)
    expect(found('facts/placeholder', '# Kiosk offline\n\n## Impact\n\nTODO\n\nWords.\n')).toHaveLength(1)
  })
})
