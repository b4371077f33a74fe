/** In place of the library's own types, which bring those of a browser into the whole project. `tsconfig.json` names this file. */
export type LanguageFn = (library: unknown) => unknown
