/** jsdom brings no types; this much of it is used here. */
declare module 'jsdom' {
  interface Part {
    innerHTML: string
    readonly textContent: string
  }
  export class JSDOM {
    constructor(html: string)
    readonly window: { readonly document: { createElement(name: string): Part } }
  }
}
