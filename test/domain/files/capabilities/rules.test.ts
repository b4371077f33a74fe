import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { declaredBy, toolsIn } from '../../../../src/domain/files/capabilities/declared.ts'
import { programsIn, variablesIn } from '../../../../src/domain/files/capabilities/environment.ts'
import { hostsIn } from '../../../../src/domain/files/capabilities/hosts.ts'
import { scriptLanguage } from '../../../../src/domain/files/capabilities/scripts.ts'

describe('the language of a script', () => {
  it.each([
    ['run.PY', 'x', 'python'],
    ['run', '#!/bin/bash\n', 'shell'],
    ['run', '#!/usr/bin/env python3.12\r\n', 'python'],
    ['run', '#!/usr/bin/env -S NODE_ENV=test tsx\n', 'typescript'],
    ['run', '#!/opt/strange/thing\n', 'other'],
    ['run', '#!\n', null],
    ['run', 'echo', null],
    ['tool.exe', null, 'binary'],
    ['constructor', null, null],
    ['a.constructor', 'x', null],
  ])('of %j that begins %j is %j', (path, text, language) => {
    expect(scriptLanguage(path, text)).toBe(language)
  })
})

describe('the hosts in a text', () => {
  it.each([
    ['[a](https://A.org/x), <http://b.org>, **https://c.org**', ['a.org', 'b.org', 'c.org']],
    ['https://good.org@evil.org/ and https://user:secret@evil.org', ['evil.org']],
    ['See https://a.org. Or wss://b.org:8080!', ['a.org', 'b.org']],
    ['http://münchen.de http://10.0.0.1/ http://[2001:db8::1]:80/', ['xn--mnchen-3ya.de', '10.0.0.1', '[2001:db8::1]']],
    ['http://localhost:3000 http://127.0.0.1 https://api.example.com https://x.test http://[::1]/', []],
    ['https://$HOST/ https://{host}.org https://*.org https://host https://', []],
  ])('of %j are %j', (text, hosts) => {
    expect(hostsIn(text)).toEqual(hosts)
  })

  it('are found in any text without an error', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        for (const host of hostsIn(`https://${text}`)) expect(URL.canParse(`https://${host}`)).toBe(true)
      }),
    )
  })
})

describe('the environment variables that a script asks for', () => {
  it.each([
    ['shell', `curl -H "$API_KEY" \${BASE_URL:-x} \${#LIST} $HOME $1 $lower $Mixed`, ['API_KEY', 'BASE_URL', 'LIST']],
    ['shell', 'NAME=1; for FILE in *; do read -r LINE; echo $NAME $FILE $LINE $KEY', ['KEY']],
    ['shell', `KEY="\${KEY:-none}"`, ['KEY']],
    ['python', `os.environ['A']; environ.get("B", 1); os.getenv('C'); environ[name]`, ['A', 'B', 'C']],
    ['javascript', 'process.env.A; process.env["B"]; process.env?.C; import.meta.env.D', ['A', 'B', 'C', 'D']],
    ['typescript', 'Deno.env.get("A")', ['A']],
    ['ruby', `ENV['A'] + ENV.fetch("B")`, ['A', 'B']],
    ['go', 'os.Getenv("A")', ['A']],
    ['powershell', '$env:A', ['A']],
    ['binary', '$A', []],
    ['constructor', '$A', []],
  ])('in %s, in %j, are %j', (language, script, names) => {
    expect(variablesIn(language, script).sort()).toEqual(names)
  })
})

it('finds the programs that a script looks for', () => {
  expect(programsIn('shell', 'command -v jq || which "yt-dlp"')).toEqual(['jq', 'yt-dlp'])
  expect(programsIn('python', `shutil.which('ffmpeg')`)).toEqual(['ffmpeg'])
})

describe('what the frontmatter declares', () => {
  it.each([
    [{ clawdbot: '{"requires":{"env":"KEY","anyBins":["a","b"]}}' }, ['KEY'], ['a', 'b']],
    [{ requires: '{"env":["A"]}', primaryEnv: 'B' }, ['B', 'A'], []],
    [{ openclaw: '{"requires":{"env":["no name; rm"],"bins":["../x", 7]}}' }, [], []],
    [{ openclaw: '{"requires":' }, [], []],
    [{ openclaw: '[1]', requires: 'null' }, [], []],
  ])('in %j', (metadata, env, bins) => {
    expect(declaredBy({ allowedTools: null, metadata })).toEqual({ allowedTools: [], env, bins })
  })

  it('has each tool as it is written, whatever the brackets', () => {
    expect(toolsIn('Read, Bash(a b, c) ) Write(')).toEqual(['Read', 'Bash(a b, c)', ')', 'Write('])
  })
})
