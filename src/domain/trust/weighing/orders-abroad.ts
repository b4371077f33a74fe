import { STARTING } from '../data/phrases.ts'

/** Orders in other languages: what starts a program, or takes it to where it is started. */
const ACTS = new RegExp(
  `${STARTING}|粘贴|贴到|複製|复制到|貼り付け|붙여\\s?넣|(?<!\\p{L})(?:ausführen|ausfuehren|einfügen|füge[nt]?|pegu?[ae]|pegar|colle[rz]?|corr[ae]|copi[ae])(?!\\p{L})`,
  'iu',
)
/** What looks like one: English words, names of attacks, and what is not done or not to be done. */
const NO_ACTS = [
  /\b(?:execut(?:es|ed|ing|ion|able)|installed|started|starter|balance[sd]?|glance[sd]?|copied|copies)\b/giu,
  /\b(?:the|an?|its|your|fake|this|known) (?:\w{2,12} )?(?:installers?|start)\b/giu,
  /(?<![下面该此这条个上述将把])(?:命令|代码|コマンド|コード)(?:执行|実行)(?=$|\s{0,3}$|[\s（(]{0,2}(?:漏洞|绕过|过滤|题|类|\p{Ps}|の脆弱性|脆弱性))/gu,
  /(?:不要|不得|拒绝|不可|不能|禁止|切勿|请勿|勿|别|绝不|从不|未|被|不)[^\n。，,]{0,6}(?:运行|执行|安装|打开|双击|启动|粘贴)/gu,
  /(?:下载|编码|解码|远程|动态)(?:并|后)?执行(?=\s{0,3}\|)/gu,
  /(?<=要求)(?:你|用户)?(?:先|首先)?(?:安装|下载|运行|执行)/gu,
  /(?<!(?:아래|다음|위|이|먼저|의)\s)(?:셸|명령|코드)\s실행(?=\s{0,3}(?:$|\|))/gu,
  /(?:実行|起動|インストール)(?:しない|せず|させない|され|禁止|ファイル|権限|結果|環境)/gu,
  /(?:실행|설치)(?:하지|되|된|됐|하면 안|\s?금지|\s?파일|\s?권한|\s?결과)/gu,
  /(?<!\p{L})(?:nie|niemals|nicht|nichts|nunca|jamás|no|sin|ne|jamais|sans)\s(?:\p{L}{1,12}\s){0,2}(?:ausführen|ausfuehren|starten?|öffnen?|installieren?|ejecut\p{L}{1,3}|instal\p{L}{1,3}|exécute[rz]?|lance[rz]?|installe[rz]?|ouvre[rz]?)/giu,
] as const

/** True if a sentence in another language than English tells the reader to start something. */
export const isOrderAbroad = (sentence: string): boolean =>
  ACTS.test(sentence) && ACTS.test(NO_ACTS.reduce((text, pattern) => text.replace(pattern, ' '), sentence))

/** What such an order names that stands elsewhere: what is above or below, or all of a kind. */
const OF_ALL =
  /(?:下面|以下|下方|下列|上面|上述|上方|所有|全部|每个|每条|示例|下記|上記|すべて|全て|次の|아래|위의|다음|모든|전부)|(?<!\p{L})(?:alle[nrs]?|unten|oben|folgende\p{L}{0,2}|untenstehende\p{L}{0,2}|todos|todas|abajo|arriba|siguientes?|anteriore?s?|tous|toutes|ci-dessous|ci-dessus|suivante?s?)(?!\p{L})/iu

/** True if a line orders what another part of the text shows. */
export const isOrderOfAll = (own: string): boolean =>
  ACTS.test(own) && own.split(/(?<=[.!?。！？])/u).some((sentence) => isOrderAbroad(sentence) && OF_ALL.test(sentence))
