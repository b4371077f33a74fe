import { type Relation, relations } from '../relation.ts'
import { MDN, OWASP, WIKIPEDIA } from '../sources.ts'

/** Websites, programs and their safety, as people say it who are not of the trade, or in a hurry. */
export const PROGRAM_WORDS: readonly Relation[] = [
  ...relations(
    MDN,
    `
    my website, own website, build a website, make a website, need a website, web site for my, page for my business,
      one page site, site for my business | de webseite erstellen, homepage erstellen, website bauen
      | es crear una página web, hacer una web | fr créer un site, faire un site | pt criar um site, fazer um site
      | it creare un sito, fare un sito | ko 홈페이지 만들, 사이트 만들 | zh 做网站, 建站, 建网站 | ja ホームページを作, サイトを作
      > website builder, web design, frontend, landing page
    look ugly, ugly, look nicer, prettier, looks cheap, looks generic, looks like every, beautiful page, nice looking,
      good looking, make it pretty | de hässlich, schöner machen, sieht aus wie | es feo, más bonito | fr moche,
      plus joli | pt feio, mais bonito | it brutto, più bello | ko 예쁘게, 못생 | zh 好看, 美化 | ja 見た目, おしゃれ, きれいに
      > ui design, frontend design, visual design, styling
    easy to use, hard to use, confusing, users get lost, people dont understand, what do users think, try it with users
      | de schwer zu bedienen, benutzerfreundlich | es fácil de usar, confuso | fr facile à utiliser
      | it facile da usare | ko 쓰기 쉬, 헷갈 | zh 难用, 易用, 好用 | ja 使いにくい, 使いやすい
      > usability, ux, user research
    on phones, on a phone, app for phones, app for my phone, phone app, iphone app, android app, make an app,
      build an app | de handy app, app entwickeln | es hacer una app, aplicación móvil | fr créer une appli,
      application mobile | pt criar um app, aplicativo, aplicativos | it creare un'app, applicazione mobile | ko 앱 만들,
      휴대폰 앱 | zh 做应用, 开发app, 手机应用 | ja アプリを作, スマホアプリ
      > mobile app, app development, ios, android
  `,
  ),
  ...relations(
    WIKIPEDIA,
    `
    crashes, keeps crashing, doesnt work, does not work, not working, stopped working, broken, its broken, why doesnt,
      whats wrong with my, something is wrong with, strange behaviour, weird behaviour | de funktioniert nicht,
      geht nicht, kaputt, stürzt ab | es no funciona, se rompe, roto | fr ne marche pas, ne fonctionne pas, cassé
      | pt não funciona, quebrado | it non funziona, rotto | ko 작동 안, 안 돼, 고장 | zh 不工作, 不能用, 坏了, 用不了 | ja 動かない, 壊れ,
      おかしい
      > debugging, troubleshooting, fix, error
    sometimes fails, fails sometimes, fail for no reason, fails at random, only sometimes, works on my machine,
      cant reproduce | ko 가끔 실패, 가끔 안 | zh 偶发, 偶尔失败 | ja たまに失敗
      > flaky test, debugging, race condition
    messy code, ugly code, old code, code is a mess, tidy up code, tidy my code, understand old code,
      code nobody understands, too complicated | de chaotischer code, alter code | es código desordenado
      | fr vieux code | ko 지저분한 코드, 코드 정리 | zh 屎山, 烂代码, 整理代码 | ja 汚いコード, 古いコード
      > refactoring, legacy, code quality, clean code
    someone to check my code, look over my code, is my code good, check my changes, before i merge, before merging
      | ko 코드 봐, 코드 봐줘 | zh 看看代码, 检查代码 | ja コードを見て
      > code review, review, pull request
    undo, go back to, earlier version, older version, who changed, what changed, lost my changes, changes of others,
      both changed | de rückgängig, frühere version | es deshacer, versión anterior | fr annuler, version précédente
      | pt desfazer, versão anterior | it annullare, versione precedente | ko 되돌리, 이전 버전 | zh 撤销, 回退, 旧版本 | ja 元に戻,
      前のバージョン
      > git, version control, history
    find where, where in the code, new to this code, new to a project, how this code works, find my way,
      get to know a codebase, explain this code, explain the code | ko 코드 설명, 코드 이해 | zh 看代码, 读代码, 解释代码 | ja コードを理解,
      コード解説
      > codebase, code explanation, onboarding, documentation
    works with older, new version of, move from, move to a new, switch from, out of date packages, old versions,
      newer version | de umstellen auf, veraltet | es pasar de, obsoleto | fr passer de, obsolète | ko 갈아타, 구버전
      | zh 迁移到, 老版本 | ja 乗り換え, 移行したい
      > migration, upgrade, dependencies
  `,
  ),
  ...relations(
    OWASP,
    `
    hacked, get hacked, been hacked, hackers, break in, breaks into, broken into, is it safe, is it secure, how safe,
      keep it safe, weak spots, weak points, security holes | de gehackt, sicher genug, angreifer | es hackeado,
      hackearon, es seguro | fr piraté, pirates, est-ce sûr | pt é seguro, invadido | it hackerato, è sicuro | ko 해킹,
      해커 | zh 被黑, 黑客, 入侵, 安全吗 | ja ハッキング, 侵入, 乗っ取り
      > security, vulnerability, security audit, penetration testing
    leaked password, leaked key, keys in my code, passwords in code, password in the code, stolen password,
      forgot my password, forgot password, too many passwords, remember passwords | de passwort vergessen,
      gestohlenes passwort | es contraseña filtrada, olvidé mi contraseña | fr mot de passe oublié | pt senha, senhas,
      esqueci a senha | it password dimenticata | ko 비밀번호 유출, 비밀번호 잊 | zh 密码泄露, 忘记密码, 密钥泄露 | ja パスワード漏洩, パスワードを忘れ
      > password manager, secrets, credentials, secret scanning
    who may do, who can see, who is allowed, let users log in, let people log in, users log in, log in with google,
      sign in with google, members only | de wer darf, nutzer anmelden | es quién puede | fr qui a le droit
      | ko 구글 로그인, 소셜 로그인 | zh 谷歌登录, 第三方登录 | ja ソーシャルログイン
      > authentication, authorization, oauth, access control
    suspicious, suspicious mail, suspicious email, strange email, strange link, is this a scam, scammer, tricked,
      virus on my | de verdächtig, verdächtige mail | es sospechoso, timo | fr suspect, suspecte | pt suspeito, golpe,
      golpes | it sospetto, truffa | ko 의심스러운, 사기인지 | zh 可疑, 骗子, 被骗 | ja 怪しい, 詐欺かどうか
      > phishing, scam, malware, security
    spied on, spying on me, tracked online, who knows about me, what is known about me, remove me from,
      nobody can read, keep it private, secret messages | de ausspioniert, wer weiß über mich | es me espían, privado
      | fr espionné | ko 사생활, 감시당 | zh 隐私保护, 被监视 | ja 監視されて, プライバシー保護
      > privacy, encryption, osint
  `,
  ),
]
