/** What the browser says of one picture. */
export interface Drawn {
  readonly error: string | null
  /** The words in the boxes, as a reader sees them. */
  readonly labels: readonly string[]
  readonly lines: number
  readonly title: string
  /** Scripts, handlers, links and images, of which a map has none. */
  readonly dangers: readonly string[]
  /** Words that stand out of their box. */
  readonly spilled: readonly string[]
}

/** A page that draws the texts one after the other, as GitHub does (strict, no script), and leaves what came of it in itself. */
export const pageFor = (library: string, texts: readonly string[]): string => `<!doctype html>
<meta charset="utf-8">
<body><div id="place"></div><pre id="result"></pre>
<script src="${library}"></script>
<script>
const texts = ${JSON.stringify(texts).replaceAll('<', '\\u003c')}
let ran = []
window.alert = (words) => ran.push('a script that ran: ' + words)
mermaid.initialize({ startOnLoad: false, securityLevel: 'strict' })
const place = document.getElementById('place')

async function draw(text, index) {
  ran = []
  try {
    const { svg } = await mermaid.render('picture' + index, text)
    place.innerHTML = svg
  } catch (error) {
    return { error: String(error).slice(0, 500), labels: [], lines: 0, title: '', dangers: [], spilled: [] }
  }
  const nodes = [...place.querySelectorAll('g.node')]
  const labelOf = (node) => node.querySelector('.nodeLabel') ?? node.querySelector('.label')
  const dangers = [...place.querySelectorAll('script, a, img, iframe, form, input')].map((element) => 'a ' + element.tagName)
  for (const element of place.querySelectorAll('*'))
    for (const { name } of element.attributes) if (name.startsWith('on')) dangers.push('a handler: ' + name)
  const spilled = nodes.filter((node) => labelOf(node).getBoundingClientRect().width > node.getBoundingClientRect().width + 1)
  return {
    error: null,
    labels: nodes.map((node) => labelOf(node).textContent),
    lines: place.querySelectorAll('path.flowchart-link').length,
    title: place.querySelector('svg > title')?.textContent ?? '',
    dangers: [...dangers, ...ran],
    spilled: spilled.map((node) => labelOf(node).textContent),
  }
}

(async () => {
  const results = []
  for (const [index, text] of texts.entries()) results.push(await draw(text, index))
  place.innerHTML = ''
  const bytes = new TextEncoder().encode(JSON.stringify(results))
  document.getElementById('result').textContent = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
})()
</script>
`
