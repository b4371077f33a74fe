import * as z from 'zod'

const isOrigin = (address: string) => {
  const url = URL.parse(address)
  return url !== null && /^https?:$/.test(url.protocol) && `${url.origin}/` === url.href
}

/** The origin of a catalogue or of a served mirror. */
export const Origin = z
  .string()
  .refine(isOrigin, 'must be an origin without a path, such as https://skills.example')
  .transform((address) => new URL(address).origin)
