import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { fileURLToPath } from 'node:url'
import { transformSync } from 'esbuild'

// For Node alone, which knows neither JSX nor modules of text. The Worker has them from wrangler, the tests from Vite.
registerHooks({
  load(url, context, nextLoad) {
    if (/\/src\/pages\/.*\.(css|svg|md|client\.js)$/.test(url)) {
      const source = `export default ${JSON.stringify(readFileSync(fileURLToPath(url), 'utf8'))}`
      return { format: 'module', source, shortCircuit: true }
    }
    if (!url.endsWith('.tsx')) return nextLoad(url, context)
    const { code } = transformSync(readFileSync(fileURLToPath(url), 'utf8'), {
      loader: 'tsx',
      jsx: 'automatic',
      jsxImportSource: 'hono/jsx',
    })
    return { format: 'module', source: code, shortCircuit: true }
  },
})
