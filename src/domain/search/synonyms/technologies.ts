import { groups, type SynonymGroup } from './group.ts'
import { KUBERNETES, WIKIPEDIA } from './sources.ts'

/** Programming languages, frameworks, databases and file formats: short names, long names, names in other scripts. */
export const TECHNOLOGIES: readonly SynonymGroup[] = [
  ...groups(
    WIKIPEDIA,
    `
    javascript, js, ecmascript | ko 자바스크립트
    typescript, ts | ko 타입스크립트
    python, py | ko 파이썬 | ja パイソン
    golang, go
    rust, rs | ko 러스트
    c++, cpp, c plus plus
    c#, csharp, c sharp
    .net, dotnet, dot net | ko 닷넷
    node.js, nodejs, node | ko 노드js
    react, reactjs, react.js | ko 리액트
    next.js, nextjs
    vue, vuejs, vue.js
    react native, rn | ko 리액트 네이티브
    graphql, gql
    postgresql, postgres, pg, psql
    mongodb, mongo | ko 몽고db
    regular expression, regex, regexp | de regulärer ausdruck, reguläre ausdrücke
      | es expresión regular, expresiones regulares | fr expression régulière, expressions régulières
      | ko 정규식, 정규 표현식 | zh 正则表达式, 正規表示式 | ja 正規表現
    powerpoint, pptx, ppt, slides, slide deck, presentation | de präsentation, präsentationen, folien
      | es presentación, presentaciones, diapositivas | fr diaporama
      | ko 프레젠테이션, 발표 자료, 파워포인트, 슬라이드 | zh 演示文稿, 簡報, 幻灯片, 投影片
      | ja プレゼン, プレゼンテーション, パワーポイント, スライド, パワポ
    word, docx, word document | ko 워드 | zh word文档, word文件 | ja ワード
    excel, xlsx, xls, spreadsheet | de tabelle, tabellenkalkulation | es hoja de cálculo, hojas de cálculo
      | fr feuille de calcul, tableur | ko 엑셀, 스프레드시트 | zh 电子表格, 試算表, 表格
      | ja エクセル, スプレッドシート, 表計算
    yaml, yml
    markdown, md | ko 마크다운 | ja マークダウン
    epub, ebook, e-book, kindle book | de e-buch | es libro electrónico | fr livre numérique | ko 전자책
      | zh 电子书, 電子書 | ja 電子書籍
  `,
  ),
  ...groups(
    KUBERNETES,
    `
    kubernetes, k8s, kubectl | ko 쿠버네티스 | ja クバネティス
  `,
  ),
]
