import { en, type Texts } from './en/texts.ts'
import { ko } from './ko/texts.ts'

export type { Texts }
export const LANGS = ['en', 'ko'] as const
export type Lang = (typeof LANGS)[number]

export const TEXTS: Record<Lang, Texts> = { en, ko }

export const isLang = (text: string): text is Lang => (LANGS as readonly string[]).includes(text)
