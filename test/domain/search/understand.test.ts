import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { understand } from '../../../src/domain/search/understand.ts'

const waysOf = (q: string, how: string) => understand(q).ways.filter((way) => way.how === how)

describe('understand', () => {
  it('searches for what is wanted, and ignores how it is asked for', () => {
    const { words, ignored } = understand('How do I remove the background from my photos?')
    expect(words).toEqual(['remove', 'background', 'photos'])
    expect(ignored).toEqual(['how', 'do', 'i', 'the', 'from', 'my'])
  })

  it('searches for filler words if there are no others', () => {
    expect(understand('the').words).toEqual(['the'])
  })

  it('takes no word for a filler with a typing error, or for two words of which one is a filler', () => {
    const [band, forgives] = understand('band forgives').doubtful
    expect(band?.near).toEqual(expect.arrayContaining(['brand', 'bands']))
    expect(band?.near).not.toContain('and')
    expect(forgives?.halves.map((both) => both.join(' '))).not.toContain('for gives')
  })

  it('leads from an everyday phrase to the best-known examples of what it means', () => {
    const found = waysOf('flat hunting', 'synonym').map(({ as }) => as)
    expect(found).toEqual(expect.arrayContaining(['real estate', 'idealista']))
  })

  it.each(['seguridad de aplicaciones móviles', 'Nachrichten aus Österreich', 'compte bancaire relier'])(
    'takes no word of %s for an English one with a typing error',
    (q) => {
      expect(understand(q).doubtful).toEqual([])
    },
  )

  it('joins neighbours', () => {
    expect(waysOf('word press', 'joined')).toMatchObject([{ mask: 0b11, terms: ['wordpress'] }])
  })

  it('knows what people also say, in other languages too', () => {
    expect(waysOf('k8s', 'synonym').map(({ as }) => as)).toContain('kubernetes')
    expect(waysOf('Rechnung', 'synonym').map(({ as }) => as)).toContain('invoice')
    expect(waysOf('command line', 'synonym').every(({ mask }) => mask === 0b11 || mask === 0b1 || mask === 0b10)).toBe(
      true,
    )
  })

  it('prefers English and the language of the query to a third one, unless the query names that', () => {
    const weightOf = (q: string, as: string) => waysOf(q, 'synonym').find((way) => way.as === as)?.weight
    expect(weightOf('Rechnung', 'invoice')).toBe(0.55)
    expect(weightOf('Rechnung', '송장')).toBe(0.4)
    expect(weightOf('invoice', 'rechnung')).toBe(0.4)
    expect(weightOf('german invoice', 'rechnung')).toBe(0.9)
  })

  it('keeps what its own language says for the last word of a long query', () => {
    const q = 'track spending send report email buy food plan trip translate document record video chart'
    expect(waysOf(q, 'synonym').map(({ as }) => as)).toContain('graph')
  })

  it('does not take the words of an everyday phrase singly', () => {
    const asked = (q: string) => waysOf(q, 'synonym').map(({ as }) => as)
    expect(asked('stock')).toContain('share price')
    expect(asked('out of stock')).toContain('inventory')
    expect(asked('out of stock')).not.toContain('share price')
  })

  it('leads from what people say to the word of the field, and not back', () => {
    const asked = (q: string) => waysOf(q, 'synonym').map(({ as }) => as)
    expect(asked('I am hungry')).toContain('food delivery')
    expect(asked('food delivery')).not.toContain('hungry')
    expect(asked('estou com fome')).toContain('restaurant')
  })

  it('takes the parts of a Chinese phrase singly, since it may be one long word', () => {
    expect(waysOf('生成图片', 'synonym').map(({ as }) => as)).toEqual(
      expect.arrayContaining(['image generation', 'photo']),
    )
  })

  it('looks for the words of an everyday phrase singly if it leads to one of them', () => {
    const asked = waysOf('why can I not track my sleep, I cannot sleep', 'synonym').map(({ as }) => as)
    expect(asked).toEqual(expect.arrayContaining(['insomnia', 'oura']))
  })

  it('takes no word for a typing error that people use other words for', () => {
    expect(understand('stt').doubtful).toEqual([])
    expect(understand('sttt').doubtful).toHaveLength(1)
  })

  it('gives less weight to a word that very many skills have', () => {
    const weights = Object.fromEntries(understand('create kiwi').ways.map(({ as, weight }) => [as, weight]))
    expect(weights).toMatchObject({ create: 0.8, kiwi: 1 })
  })

  it('takes a compound apart if it knows both parts', () => {
    expect(waysOf('Flugsuche', 'synonym').map(({ as }) => as)).toEqual(expect.arrayContaining(['flight', 'search']))
  })

  it('searches for a word that comes again once', () => {
    const { words, ignored } = understand(`${'pdf '.repeat(17)}invoice PDFs`)
    expect({ words, ignored }).toEqual({ words: ['pdf', 'invoice'], ignored: [] })
  })

  it.each(['news', 'mining', 'tooling'])(
    'does not take %s for a filler word, though it has the stem of one',
    (word) => {
      expect(understand(`${word} reader`).words).toEqual([word, 'reader'])
    },
  )

  it.each(['go', 'make'])('lets %s weigh little', (word) => {
    const [way] = understand(`${word} tests`).ways
    expect(way).toMatchObject({ as: word, weight: 0.15 })
  })

  it.each(['!!!', '🎉', '---'])('asks for nothing with %s', (q) => {
    expect(understand(q)).toMatchObject({ name: '', words: [], ways: [], doubtful: [], ignored: [] })
  })

  it('corrects no word of more than 24 letters', () => {
    expect(understand('a'.repeat(25)).doubtful).toEqual([])
    expect(understand('a'.repeat(24)).doubtful).toHaveLength(1)
  })

  it('ignores the words after the 16th', () => {
    const { words, ignored } = understand(Array.from({ length: 60 }, (_, n) => `w${n}`).join(' '))
    expect(words).toHaveLength(16)
    expect(ignored).toHaveLength(44)
  })

  it('is bounded for any 200 characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (q) => {
        const { words, ways, doubtful } = understand(q)
        expect(words.length).toBeLessThanOrEqual(16)
        expect(ways.length).toBeLessThanOrEqual(120)
        expect(doubtful.length).toBeLessThanOrEqual(16)
        for (const { mask } of ways) expect(mask).toBeGreaterThan(0)
      }),
    )
  })
})
