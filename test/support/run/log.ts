import { vi } from 'vitest'

/** The lines that the Worker logs while `act` runs, as text: one JSON object each. */
export async function logOf(act: () => Promise<unknown>): Promise<string[]> {
  const log = vi.spyOn(console, 'log').mockImplementation(() => {})
  try {
    await act()
    return log.mock.calls.map(([line]) => String(line))
  } finally {
    log.mockRestore()
  }
}
