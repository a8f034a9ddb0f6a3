import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isOfTheInternet, problemOf } from '../../src/channels/address.ts'

describe('an address that whoever runs the app has set', () => {
  it.each([
    ['slack', 'https://hooks.slack.com/services/T1/B1/x'],
    ['slack', 'https://hooks.slack-gov.com/services/T1'],
    ['teams', 'https://default1.ae.environment.api.powerplatform.com:443/powerautomate/x?sig=y'],
    ['teams', 'https://prod-23.westeurope.logic.azure.com:443/workflows/x'],
    ['json', 'https://hooks.example.com/debrief'],
    ['json', 'https://eu.hooks.example.org:8443/debrief'],
  ] as const)('of %s may be used: %s', (kind, url) => {
    expect(problemOf(url, kind, ['hooks.example.com', '*.hooks.example.org:8443'])).toBeNull()
  })

  it.each([
    ['slack', 'https://hooks.slack.com.evil.example/services', 'host of its kind'],
    ['slack', 'https://evilhooks.slack.com/services', 'host of its kind'],
    ['slack', 'https://hooks.slack.com:8443/services', 'host of its kind'],
    ['slack', 'https://hooks.slack.com.:443/services', 'host of its kind'],
    ['slack', 'http://hooks.slack.com/services', 'https://'],
    ['slack', 'https://user:word@hooks.slack.com/services', 'a user or a password'],
    ['slack', 'https://hooks.slack.com@10.0.0.1/services', 'a user or a password'],
    ['slack', 'https://hooks.slack.com/services#x', '`#`'],
    ['slack', 'hooks.slack.com/services', 'no address'],
    ['slack', 'file:///etc/passwd', 'https://'],
    ['teams', 'https://acme.webhook.office.com/webhookb2/x', 'host of its kind'],
    ['teams', 'https://api.powerplatform.com/x', 'host of its kind'],
    ['json', 'https://127.0.0.1/x', 'not an IP address'],
    ['json', 'https://0x7f.1/x', 'not an IP address'],
    ['json', 'https://2130706433/x', 'not an IP address'],
    ['json', 'https://[::1]/x', 'not an IP address'],
    ['json', 'https://[::ffff:10.0.0.1]/x', 'not an IP address'],
    ['json', 'https://example.com/x', 'not listed under `hosts`'],
    ['json', 'https://localhost/x', 'not listed under `hosts`'],
  ] as const)('of %s may not be used, and is not repeated: %s', (kind, url, why) => {
    const problem = problemOf(url, kind, ['hooks.example.com', '127.0.0.1', '*.example.org'])
    expect(problem).toContain(why)
    expect(problem).not.toContain(url)
  })
})

describe('what a name leads to', () => {
  it.each(['93.184.215.14', '52.96.0.1', '2606:2800:21f:cb07:6820:80da:af6b:8b2c', '::ffff:93.184.215.14'])(
    'is of the Internet: %s',
    (address) => expect(isOfTheInternet(address)).toBe(true),
  )

  it.each([
    '0.0.0.0', '10.1.2.3', '100.64.0.1', '127.0.0.1', '127.255.0.9', '169.254.169.254', '172.16.0.1', '172.31.255.255', '192.168.1.1',
    '198.18.0.1', '224.0.0.1', '255.255.255.255', '168.63.129.16', '::', '::1', '::ffff:127.0.0.1', '::ffff:169.254.169.254',
    '::ffff:7f00:1', '64:ff9b::7f00:1', 'fc00::1', 'fd00:ec2::254', 'fe80::1', 'ff02::1', '2002:7f00:1::', '2001:db8::1', '2001::1', '',
    'localhost', '1.2.3',
  ])('is not: %s', (address) => expect(isOfTheInternet(address)).toBe(false)) // prettier-ignore

  it('whatever the last parts of a private address are', () => {
    const part = fc.integer({ min: 0, max: 255 })
    const inside = fc.oneof(
      fc.tuple(fc.constant('10'), part, part, part),
      fc.tuple(fc.constant('127'), part, part, part),
      fc.tuple(fc.constant('192.168'), part, part),
      fc.tuple(fc.constant('169.254'), part, part),
    )
    fc.assert(
      fc.property(inside, fc.boolean(), (parts, mapped) => {
        const address = parts.join('.')
        expect(isOfTheInternet(mapped ? `::ffff:${address}` : address)).toBe(false)
      }),
    )
  })
})
