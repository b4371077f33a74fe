import { skills } from '../skill-text.ts'

export const DEVELOPMENT = skills(`
kestrelworks/git-commits: git, conventional-commits
Writes commit messages from the staged diff in the Conventional Commits form, and splits a large change into several.
  Read the diff, not the file names. The subject is imperative and under 72 characters. The body says why.

kestrelworks/git-rescue: git
Gets you out of trouble with Git: a lost branch, a detached head, a bad rebase, a force push that overwrote work.
  Stop and look at the reflog before anything else. Make a backup branch. Never run reset --hard as a first step.

cobalt-forge/git-worktrees
Several branches of one repository side by side with worktrees, so that agents and people do not step on each other.
  One folder a task. Remove the worktree when its branch is merged. Shared hooks live in the main folder.

kestrelworks/pr-review: github, code-review
Reviews a pull request on GitHub: reads the description and the diff, looks for bugs, missing tests and risky changes,
and leaves comments at the lines.
  Start with what the change is for. Comment on behaviour before style. Say which findings must be fixed before merging.

cobalt-forge/code-review: review, quality
A second pair of eyes for local changes before they are pushed: correctness, names, error handling, dead code.
  Runs on the working tree. Sorts findings by severity. Praises one thing that is good.

hanul/code-review: review, korean
Reviews code and explains each finding in Korean for junior developers.
  리뷰 의견은 한국어로 씁니다. 심각도 순으로 정리하고, 왜 문제인지와 고치는 방법을 예시 코드로 설명합니다.

kestrelworks/changelog-writer: changelog, release
Generates a changelog and release notes from merged pull requests and commits, in words that users understand.
  Group by added, changed, fixed, removed. Breaking changes come first. Link the pull request.

kestrelworks/unit-tests: testing, jest, vitest
Writes unit tests for existing JavaScript and TypeScript code with Jest or Vitest: edge cases first, no mocks of what
you own.
  One behaviour a test. Name the test as a sentence. Cover the error paths. Do not change the code to make it testable
  without asking.

kestrelworks/pytest-fixtures: python, testing
Untangles pytest suites: fixtures, parametrize, slow tests, order dependence, and coverage gaps in Python projects.
  Find the slowest ten with --durations. Scope a fixture as narrowly as it can be. Mark tests that need the network.

cobalt-forge/tdd-coach: testing
Test-driven development step by step: red, green, refactor. Refuses to write production code before a test fails.
  Write the smallest failing test. Make it pass in the plainest way. Then clean up. Repeat.

kestrelworks/playwright-e2e: testing, browser
End-to-end tests of web apps with Playwright: stable locators, logged-in sessions, traces of failures in CI.
  Locate by role and name. Never wait for a fixed time. Run three browsers at night and one on each push.

kestrelworks/node.js-helper: node, javascript
Everyday help with Node.js: versions, ESM and CommonJS, streams, memory leaks, and packages that will not install.
  Ask for the output of node -v. Look at the engines field. Heap snapshots are compared, not read alone.

kestrelworks/npm-publish: npm, package
Publishes an npm package properly: exports map, types, files that stay out, two-factor, provenance, semantic versions.
  Run npm pack and read the list. A package without types loses half its users. Deprecate, do not unpublish.

kestrelworks/python-packaging: python, package
Packages Python projects with pyproject.toml, uv or Poetry, builds wheels and uploads them to PyPI.
  Put the code below src. Pin for applications, give ranges for libraries. Test the wheel in an empty environment.

kestrelworks/c++-modern: cpp
Modernises C++ code to C++20: smart pointers, ranges, concepts, constexpr, and sanitizers that find undefined behaviour.
  Turn on warnings first. Raw new and delete go. Measure before you add move semantics by hand.

kestrelworks/csharp-dotnet: dotnet
C# and .NET development: ASP.NET Core services, Entity Framework, dependency injection, async without deadlocks.
  Use nullable reference types. Never block on a task. A DbContext lives as long as one request.

kestrelworks/rust-ownership: rust
Explains errors of the Rust borrow checker and restructures code so that lifetimes are not needed.
  Read the whole message. Clone first, optimise later. Prefer indices to references in graphs.

kestrelworks/go-services: golang
Idiomatic Go for network services: contexts, errors, goroutine leaks, table-driven tests and profiling with pprof.
  Every goroutine has an owner who knows when it ends. Wrap errors once.

brightloom/react-components: react, frontend
Builds React components with hooks, TypeScript and accessible markup, and finds needless renders.
  State lives as low as possible. An effect is for what is outside of React. Measure with the profiler.

brightloom/frontend-design: ui, css
Designs distinctive web interfaces that do not look machine-made: type, colour, spacing, motion, real content.
  Decide on one strong idea. Avoid purple gradients and three equal cards. Works on a phone first.

brightloom/tailwind-css: css
Tailwind utility classes, design tokens and dark mode without a mess of strings.
  Extract a component, not a class. Tokens live in the theme.

kestrelworks/swiftui-apps: swift, ios
SwiftUI for iPhone, iPad and Mac apps: navigation, state, previews, and what to do when the view does not update.
  Prefer the Observation framework. Small views compile faster. Test in the simulator with large type.

kestrelworks/android-kotlin: kotlin, android
Android apps in Kotlin with Jetpack Compose, coroutines, Room and Gradle builds that do not take forever.
  Keep the view model free of Android classes. Turn on the configuration cache.

kestrelworks/graphql-schema: graphql, api
Designs GraphQL schemas: pagination, errors as data, nullability, and resolvers without the N+1 problem.
  Model the domain, not the tables. Batch with a data loader. Deprecate fields, never remove them at once.

kestrelworks/rest-api-design: api, openapi
Designs REST APIs and writes their OpenAPI description: resources, status codes, paging, problem details, versions.
  Nouns for paths. A list is paged from the start. Each error says what to do.

kestrelworks/mcp-server-builder: mcp
Creates Model Context Protocol servers in TypeScript or Python: tools, resources, prompts, and how to test them.
  Few tools with clear names. Return text that a model can use. Test with the inspector.

kestrelworks/i18n-strings: localization
Internationalisation of apps: pulls hard-coded strings into message files, plural rules, right-to-left layouts, dates.
  Never join sentences from parts. Give translators the context. Pseudo-localise to find what is missing.

kestrelworks/wordpress-plugins: php, wordpress
Develops WordPress plugins and themes: hooks, blocks, nonces, escaping, and updates that do not break the site.
  Prefix everything. Escape late. Deactivate plugins one by one to find the one at fault.

brightloom/shopify-themes: ecommerce, liquid
Changes Shopify themes in Liquid, adds sections and speeds up the shop.
  Work on a copy of the theme. Apps leave code behind when removed. Check the basket on a phone.

kestrelworks/monorepo-tools: nx, turborepo
Sets up a monorepo with Nx or Turborepo: caching, affected tests, shared configuration, package boundaries.
  Draw the graph first. A package has one purpose. Cache only what depends on its inputs alone.

kestrelworks/bug-hunter: debugging
Systematic debugging: reproduce, shrink, bisect, explain. Forbids fixes before the cause is known.
  Write down what you expect and what you see. Change one thing at a time. Git bisect finds the commit.

kestrelworks/performance-profiler: performance
Finds out why a program is slow: flame graphs, slow queries, allocations, and a figure before and after each change.
  Measure in release mode. Fix the widest bar first. Stop when it is fast enough.

kestrelworks/regex-builder: regex
Writes, explains and tests regular expressions for JavaScript, Python and grep, and warns of catastrophic backtracking.
  Ask for strings that must match and strings that must not. Anchor the pattern. Prefer a parser for HTML.

kestrelworks/readme-writer: documentation
Writes a README that gets a stranger started in five minutes, and keeps the docs of the project in step with the code.
  What it is, how to install it, one example. Run every command before you write it down.

cobalt-forge/refactoring-steps: refactoring
Restructures legacy code in small safe steps: characterisation tests, extract, rename, move, delete.
  Each step compiles and is committed. Behaviour never changes in the same commit.

kestrelworks/api-mocking: testing, api
Stands in for web services during development with recorded answers, faults and delays.
  Record once against the real service. Remove secrets from what is recorded.

kestrelworks/lint-config: eslint, biome
Sets up linting and formatting with ESLint, Prettier or Biome, and fixes a thousand warnings without noise in the
history.
  Format everything in one commit and list it in .git-blame-ignore-revs. Turn rules on one at a time.

kestrelworks/shell-scripts: bash
Writes bash scripts that survive spaces in names, missing commands and a second run.
  Begin with set -euo pipefail. Quote every variable. Do not use sleep to wait for a process. Check with shellcheck.

kestrelworks/unity-games: unity, gamedev
Game development in Unity with C#: scenes, prefabs, physics, object pools, and builds for phones.
  Keep logic out of Update. Pool what is spawned often.

kestrelworks/web-accessibility: a11y, wcag
Checks a website for people with disabilities: keyboard, screen reader, labels, focus order, alternative texts.
  Put the mouse away. Automatic tools find a third. Report the effect on a person, not the rule.

moonbyte/legacy-cobol
Reads COBOL programs and copybooks, explains what they compute, and plans the move to Java.
  Follow the PERFORM paragraphs. Write down each business rule with its line numbers.
`)
