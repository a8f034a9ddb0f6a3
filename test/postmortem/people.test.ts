import { describe, expect, test } from 'vitest'

import { parse } from '../../src/postmortem/parse.ts'

/** Who owns each action of a document that holds `items` under its actions and `rest` before them. */
const owners = (items: string, rest = '') =>
  parse(`# Pump outage\n\n${rest}\n\n## Actions\n\n${items}\n`, { openedOn: '2027-05-13' }).actions.map(
    ({ ownerKind, owners: names }) => [ownerKind, ...names].join(' '),
  )

describe('a capitalised word alone is no person', () => {
  test.each([
    'Varnish: serve the last good page',
    'Multicast: more sites',
    'Epic: pump resilience',
    'General: tests of rare cases',
    'Server-side: back off for 5 minutes',
    'Consistency checks',
    'Valves are greased each Monday',
    'Turnstile refuses expired cards',
    'Module installs run in a sandbox',
    'Announcer shows a banner when the feed is late',
    'Members must check their meters twice',
    'Findings to be shared with the neighbouring waterworks',
    'Get to know who is hit sooner',
    'Firmware updates should be slower',
    'Staff to be reminded to read the gauge',
    '[Multicast] more sites',
    '**Multicast** more sites',
    'More sites (Varnish)',
    'New valve - needs owner',
  ])('%j', (item) => expect(owners(`- ${item}`)).toEqual(['none']))
})

describe('it is one where something says so', () => {
  test.each([
    ['a given name', '- Marisol: grease the valve', '', 'one Marisol'],
    ['a title', '- Captain Stroem: grease the valve', '', 'one Stroem'],
    ['an initial', '- Stroem K.: grease the valve', '', 'one Stroem K'],
    ['a field', '- Grease the valve. Owner: Stroem', '', 'one Stroem'],
    ['a date beside it', '- Grease the valve (Stroem, 4 June)', '', 'one Stroem'],
    ['a handle elsewhere', '- Stroem: grease the valve', 'Paged by @stroem.', 'one Stroem'],
    ['a role elsewhere', '- Stroem: grease the valve', 'Scribe: Stroem', 'one Stroem'],
    ['a whole name elsewhere', '- Stroem: grease it', 'We thank Marisol Stroem.', 'one Stroem'],
    ['what only people do', '- Stroem to grease the valve', '12:03 Stroem joins the call', 'one Stroem'],
    ['a column of people', '- Stroem will grease it', '## Timeline\n\n| Time | Who | What |\n|-|-|-|\n| 12:03 | Stroem | Valve shut |', 'one Stroem'],
    ['the name beside it', '- Marisol & Stroem: grease the valve', '', 'several Marisol Stroem'],
  ])('%s', (_, item, rest, expected) => expect(owners(item, rest)).toEqual([expected])) // prettier-ignore

  test('its neighbours, where some of them are known people', () => {
    expect(owners('- Marisol: grease the valve\n- Stroem: paint it\n- Ilvari: sell it')).toEqual([
      'one Marisol', 'one Stroem', 'one Ilvari',
    ]) // prettier-ignore
    expect(owners('- Varnish: more sites\n- Multicast: fewer sites\n- Puppeteer: no sites')).toEqual([
      'none', 'none', 'none',
    ]) // prettier-ignore
  })

  test('its place at the end of most items', () => {
    expect(owners('- Grease the valve - Stroem\n- Paint the valve - Ilvari\n- Sell it - Stroem')).toEqual([
      'one Stroem', 'one Ilvari', 'one Stroem',
    ]) // prettier-ignore
  })
})

describe('several people, and teams', () => {
  test.each([
    ['@mei @petr swap the keys', 'several @mei @petr'],
    ['@mei/@petr: swap the keys', 'several @mei @petr'],
    ['Keep two spare pumps (DRI: Fleet)', 'team Fleet'],
    ['Keep two spare pumps (DRI: pump-infra)', 'team pump-infra'],
    ['P3 | Grease the valve | Marisol | TBD', 'one Marisol'],
  ])('%j', (item, expected) => expect(owners(`- ${item}`)).toEqual([expected]))
})

describe('a name in small letters', () => {
  const whole = `On the call: ines, yuki and Marisol

Participants: yuki, stroem (pumps), ops

## Timeline (2027-05-12, UTC)

- 12:03 ines: the valve is stuck
- 12:10 valve: opened by hand
- 12:20 petra shuts the gas`

  test.each([
    ['ines: grease the valve', 'one ines'],
    ['yuki to grease the valve by 4 June', 'one yuki'],
    ['petra adds a second valve', 'one petra'],
    ['grease the valve (stroem)', 'one stroem'],
    ['grease the valve, stroem, 2027-06-04', 'one stroem'],
    ['ines + yuki: grease the valve', 'several ines yuki'],
  ])('is that of a person who speaks in the timeline or took part: %j', (item, expected) =>
    expect(owners(`- ${item}`, whole)).toEqual([expected]),
  )

  test.each([
    'valve: grease it',
    'grease: only the blue one',
    'gasket to be greased',
    'ask yuki to grease it',
    'ops: grease it',
  ])('is no person: %j', (item) => expect(owners(`- ${item}`, whole)[0]).not.toMatch(/^(?:one|several)/))

  test('nor is one that the document does not know', () =>
    expect(owners('- ines: grease the valve')).toEqual(['none']))
})
