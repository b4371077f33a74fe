import type { CallToolResult, McpServer } from '@modelcontextprotocol/server'
import type { Context } from 'hono'
import type * as z from 'zod'
import type { AppEnv } from '../../../http/app-env.ts'
import { Failure } from '../../../http/failure.ts'
import { refusalOf, refuseWithdrawn } from './refusal.ts'

type Definition<I extends z.ZodObject, O extends z.ZodObject> = {
  name: string
  title: string
  description: string
  input: I
  output: O
  /** `text` is for clients that do not read the structure. By default it is the structure as JSON. */
  run: (c: Context<AppEnv>, args: z.output<I>) => Promise<{ structured: z.input<O>; text?: string }>
}

/** Adds a tool to the server of one request. */
export type RegisterTool = (server: McpServer, c: Context<AppEnv>) => void

/** A tool that reads. What it refuses becomes a result with `isError`, as the protocol wants it. */
export const readingTool =
  <I extends z.ZodObject, O extends z.ZodObject>(tool: Definition<I, O>): RegisterTool =>
  (server, c) => {
    const { name, title, description, input, output, run } = tool
    server.registerTool<z.ZodObject, z.ZodObject>(
      name,
      {
        title,
        description,
        inputSchema: input,
        outputSchema: output,
        annotations: { readOnlyHint: true, idempotentHint: true, openWorldHint: false },
      },
      (args) => answer(c, args, () => run(c, args as z.output<I>)),
    )
  }

async function answer(
  c: Context<AppEnv>,
  args: Record<string, unknown>,
  run: () => Promise<{ structured: object; text?: string }>,
): Promise<CallToolResult> {
  try {
    const { structured, text = JSON.stringify(structured) } = await run()
    return { content: [{ type: 'text', text }], structuredContent: { ...structured } }
  } catch (error) {
    const slug = typeof args.slug === 'string' ? args.slug : undefined
    const { message } = refusalOf(c, await reasonFor(c, error, slug), slug)
    return { isError: true, content: [{ type: 'text', text: message }] }
  }
}

/** What was thrown, or, if it was that a skill is missing which was withdrawn, the reason for that. */
async function reasonFor(c: Context<AppEnv>, error: unknown, slug: string | undefined): Promise<unknown> {
  if (!(error instanceof Failure && error.code === 'not_found') || slug === undefined) return error
  try {
    await refuseWithdrawn(c, slug)
    return error
  } catch (reason) {
    return reason
  }
}
