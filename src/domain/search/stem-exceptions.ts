/**
 * Words that the stemmer gets wrong, by the stem that they have instead: words of different meanings that would be one (`news` and `new`,
 * `container` and `contain`), and forms of one word that would be two (`analysis` and `analyze`). American spelling.
 */
const STEMS = `
  localiz: localize localizes localized localizing localizer localization localizations
  organiz: organize organizes organized organizing organizer organizers organization organizations organizational
  authoriz: authorize authorizes authorized authorizing authorization authorizations
  customer: customer customers
  animal: animal animals
  community: community communities
  important: important
  productivity: productivity
  general: general generally
  generic: generic generics
  opera: opera operas
  news: news
  university: university universities
  container: container containers
  poster: poster posters
  marketing: marketing marketer marketers
  accounting: accounting accountant accountants
  engineer: engineer engineers engineered engineering
  experiment: experiment experiments experimental
  conversation: conversation conversations conversational
  convert: conversion conversions converter converters converts converted converting
  analyz: analysis analyses analyst analysts analytic analytics analytical analyze analyzes analyzed analyzing analyzer analyzers
  summar: summary summaries summarize summarizes summarized summarizing summarizer summarization
  describ: description descriptions descriptive
  transcrib: transcript transcripts transcription transcriptions transcriber
  diagnos: diagnosis diagnoses diagnostic diagnostics
  synthes: synthesis syntheses synthesize synthesizes synthesized synthesizing synthesizer
  appli: application applications
  physics: physics
  photo: photograph photographs photography photographer photos
  math: mathematics mathematical maths`

/** The stem of each of these words. */
export const STEM_EXCEPTIONS: ReadonlyMap<string, string> = new Map(
  STEMS.trim()
    .split('\n')
    .flatMap((line) => {
      const [stem = '', words = ''] = line.trim().split(': ')
      return words.split(' ').map((word) => [word, stem] as const)
    }),
)
