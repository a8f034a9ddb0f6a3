import { expect, test } from 'vitest'
import { measuredOf, measuresOf } from '../../src/measures/measures.ts'
import { parse } from '../../src/postmortem/parse.ts'
import { servicesOf, tagsOf } from '../../src/postmortem/tags.ts'

const read = (front: string) => parse(`---\n${front}\n---\n# Doors\n`)

test.each([
  ['Services: [Checkout, checkout, ledger]', ['Checkout', 'ledger']],
  ['service: Checkout, mail', ['Checkout', 'mail']],
  ['services:\nservice: mail', ['mail']],
  ['SERVICE: mail', ['mail']],
])('%j names services, each once', (front, services) => expect(servicesOf(read(front))).toEqual(services))

test('tags are tags under any capitals', () => {
  expect(tagsOf(read('Tags: ["#Capacity", capacity, dns]'))).toEqual(['capacity', 'dns'])
})

test('a service that two documents spell in two ways is one group', () => {
  const when = 'started: 2026-11-20T10:00:00Z\nresolved: 2026-11-20T11:00:00Z\nservices'
  const incidents = ['Checkout', 'checkout'].flatMap((name) => {
    const found = measuredOf(read(`${when}: [${name}]`))
    return typeof found === 'string' ? [] : [found]
  })
  const { groups } = measuresOf(incidents, null)
  expect(groups.filter(({ by }) => by === 'service')).toMatchObject([{ name: 'Checkout', incidents: 2 }])
})
