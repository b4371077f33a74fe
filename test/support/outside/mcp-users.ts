import { Client as Client2, StreamableHTTPClientTransport as Transport2 } from '@modelcontextprotocol/client'
import { Client as Client1 } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport as Transport1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js'

const INFO = { name: 'a-user', version: '1.0.0' }

/** What a tool answered. `text` is that of all its parts. */
export type Called = { isError: boolean; text: string; structured: Record<string, unknown> }

type Result = { isError?: boolean; content: { text?: string }[]; structuredContent?: Record<string, unknown> }
export type Tool = {
  name: string
  description?: string | undefined
  inputSchema: { properties?: Record<string, unknown> | undefined }
  outputSchema?: unknown
  annotations?: { readOnlyHint?: boolean | undefined } | undefined
}

/** Somebody who uses a client of the Model Context Protocol. */
export type McpUser = {
  call: (name: string, args: Record<string, unknown>) => Promise<Called>
  tools: () => Promise<Tool[]>
  version: () => string | undefined
  capabilities: () => unknown
  close: () => Promise<void>
}

const called = (result: object): Called => {
  const { isError, content, structuredContent } = result as Result
  return {
    isError: isError === true,
    text: content.map(({ text }) => text ?? '').join('\n'),
    structured: structuredContent ?? {},
  }
}

/** A user of version 1 of the official client. */
export async function aFirstMcpUser(url: string): Promise<McpUser> {
  const client = new Client1(INFO)
  const transport = new Transport1(new URL(url))
  await client.connect(transport as Transport)
  return {
    call: async (name, args) => called(await client.callTool({ name, arguments: args })),
    tools: async () => (await client.listTools()).tools,
    version: () => transport.protocolVersion,
    capabilities: () => client.getServerCapabilities(),
    close: () => client.close(),
  }
}

/** Version 2 of the official client, in the era that it prefers by default, or in the newer one. */
export async function aSecondMcpClient(url: string, era: 'earlier' | 'newer'): Promise<Client2> {
  const client = new Client2(INFO, era === 'newer' ? { versionNegotiation: { mode: 'auto' } } : {})
  await client.connect(new Transport2(new URL(url)))
  return client
}

async function aSecondMcpUser(url: string, era: 'earlier' | 'newer'): Promise<McpUser> {
  const client = await aSecondMcpClient(url, era)
  return {
    call: async (name, args) => called(await client.callTool({ name, arguments: args })),
    tools: async () => (await client.listTools()).tools,
    version: () => client.getNegotiatedProtocolVersion(),
    capabilities: () => client.getServerCapabilities(),
    close: () => client.close(),
  }
}

/** The clients that people have, each with the version of the protocol that it ends up with. */
export const MCP_USERS = [
  ['version 1', '2025-11-25', aFirstMcpUser],
  ['version 2', '2025-11-25', (url: string) => aSecondMcpUser(url, 'earlier')],
  ['version 2 in the newer era', '2026-07-28', (url: string) => aSecondMcpUser(url, 'newer')],
] as const
