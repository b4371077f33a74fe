const encoder = new TextEncoder()
const PREFIX = 'whsec_'

/** A secret as Standard Webhooks writes it, of 32 bytes that nobody can guess. */
export const webhookSecret = (bytes: Uint8Array): string => PREFIX + btoa(String.fromCharCode(...bytes))

const bytesOf = (secret: string) => Uint8Array.from(atob(secret.slice(PREFIX.length)), (char) => char.charCodeAt(0))

/** The headers of a message by Standard Webhooks: its id, the time of this attempt, and the signature of both with the body. */
export async function webhookHeaders(p: {
  id: string
  at: Date
  body: string
  secret: string
}): Promise<Record<string, string>> {
  const timestamp = String(Math.floor(p.at.getTime() / 1000))
  const hash = { name: 'HMAC', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('raw', bytesOf(p.secret), hash, false, ['sign'])
  const mac = await crypto.subtle.sign('HMAC', key, encoder.encode(`${p.id}.${timestamp}.${p.body}`))
  const signature = `v1,${btoa(String.fromCharCode(...new Uint8Array(mac)))}`
  return { 'webhook-id': p.id, 'webhook-timestamp': timestamp, 'webhook-signature': signature }
}
