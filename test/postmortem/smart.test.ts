import { expect, test } from 'vitest'

import { qualityOf } from '../../src/postmortem/smart.ts'

const vague = (...texts: string[]): string[] => texts.filter((text) => qualityOf(text, null).vague)
const measurable = (...texts: string[]): string[] => texts.filter((text) => qualityOf(text, null).measurable)

test('a wish, an inquiry or a comparison without a yardstick is vague', () => {
  const wishes = [
    'Improve the importer',
    'Look into the geocoder timeouts',
    'Rethink how invoices are numbered',
    'Learn from how other shops do returns',
    'Security review of the coupon service',
    'Keep a closer eye on refunds',
    'We want to notice such things sooner',
    'Discussions with the carrier are ongoing',
    'Firmware upgrades should be more gradual',
    'Scale the mail workers',
    'Raise awareness of the tariff change',
    'Do we need a second geocoder?',
    'Alert routing needs some attention',
  ]
  expect(vague(...wishes)).toEqual(wishes)
})

test('a thing that will be there, or a state that is reached, is not', () => {
  const deeds = [
    'Add an alert on the age of the oldest invoice',
    'Old coupon table dropped',
    'The tariff file is now validated before the import',
    'Couriers get printed labels when the printer is offline',
    'Scale the mail workers to 12',
    'The app no longer retries a refused card',
    'Improve the importer by rejecting rows without a price',
    'We have re-sent all receipts of March',
    'Two more people have access to the carrier portal',
  ]
  expect(vague(...deeds)).toEqual([])
  expect(deeds.filter((text) => qualityOf(text, null).specific)).toEqual(deeds)
})

test('a ticket in front of an action is not read as its words', () => {
  expect(vague('[MAIL-311] Rethink the bounce rules', 'MAIL-312: Rethink the bounce rules')).toHaveLength(2)
  expect(vague('[MAIL-313] Drop the bounce table', 'UTF-8 check of uploaded names in CI')).toEqual([])
})

test('a title is judged by the sentence that follows it', () => {
  expect(vague('Better labels We will print the parcel weight on each label.')).toEqual([])
  expect(measurable('Better labels We will print the parcel weight on each label.')).toHaveLength(1)
  expect(vague('Better labels We will think about the font.')).toHaveLength(1)
  expect(vague('Deeper checks of', 'We will add metrics around:')).toHaveLength(2)
})

test('measurable is what someone else can see done', () => {
  const visible = [
    'Upgrade the broker to 3.9',
    'Remove `legacy_tax`',
    'Alert when the queue is older than 5 min',
    'Extend the probe to all regions',
  ]
  expect(measurable(...visible)).toEqual(visible)
  expect(
    measurable(
      'Reduce the size of the label images',
      'Talk to the carrier about labels',
      'Set an agreed limit for the coupons',
      'Improve monitoring',
    ),
  ).toEqual([])
})

test('an alert is measurable where it names what it watches for', () => {
  const named = [
    'alert for upload failed',
    'Alert on stale price lists',
    'Alert about the depth of the print queue',
  ]
  expect(measurable(...named)).toEqual(named)
  expect(vague(...named)).toEqual([])
  expect(measurable('Alert for the labels', 'Alert on things')).toEqual([])
  expect(vague('Alert on things')).toHaveLength(1)
})

test('a stated measure makes it measurable; an empty one does not', () => {
  expect(qualityOf('Reduce the size of the label images', 'below 40 kB').measurable).toBe(true)
  expect(qualityOf('Reduce the size of the label images', 'TBD').measurable).toBe(false)
})
