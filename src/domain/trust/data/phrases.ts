/**
 * What lures say in other languages than English: parts of patterns, without anchors, since word boundaries of JavaScript know Latin
 * letters only. Each language has the same few acts, in the forms in which instructions are written.
 */

/** A password that stands beside something: the word alone. */
export const PASSWORD_WORDS =
  '解压密码|解压码|提取码|密码|口令|密碼|解壓密碼|パスワード|解凍パス|비밀번호|암호|contraseñ?a|clave|senha|mot de passe|passwort|kennwort|пароль|hasł?o|wachtwoord|şifre|parola|mật khẩu|kata sandi|كلمة (?:المرور|السر)|पासवर्ड'

/** That nothing works without it. */
export const INSISTING =
  "必须|必須|否则|否則|请先|請先|使用前|前提条件|先に|使う前|사용하기 전|필수|먼저|antes de (?:usar|empezar|utilizar)|obligatori[oa]|necesari[oa]|imprescindible|antes de usar|obrigatóri[oa]|avant d[’']utiliser|avant de commencer|obligatoire|nécessaire|vor der (?:nutzung|verwendung|benutzung)|erforderlich|zwingend|перед использованием|обязательно|необходимо|przed użyciem|wymagane|önce|zorunlu|trước khi|bắt buộc|قبل الاستخدام"

/** To start a program. */
export const STARTING =
  '运行|執行|执行|双击|启动|安装|安裝|打开|実行|起動|インストール|실행|설치|ejecut[ae]|instal[ae]|abra|inicie|execute|lance[rz]?|exécute[rz]?|installe[rz]?|ouvre[rz]?|starte[nt]?|öffne[nt]?|führe[nt]?|installiere[nt]?|запустите|запусти|установите|откройте|uruchom|çalıştır|chạy|شغّل'

/** To take a text from one place to another. */
export const COPYING =
  /复制|粘贴|拷贝|複製|貼上|コピー|貼り付け|복사|붙여|kopier|einfüg|copi[ae]|copie[rz]|peg(?:a|ue)\b|colle[rz]?\b|cole\b|скопиру|встав|skopiuj|wklej|kopyala|yapıştır|sao chép|dán\b/iu

/** Where commands are entered, and what is entered. */
export const TERMINALS =
  /\b(?:terminal|powershell|konsole|befehl|eingabeaufforderung|consola|comando|commande|console|polecenie|komut)|终端|命令|ターミナル|コマンド|터미널|명령|терминал|команд|lệnh/iu

/** To take protection away, or to ignore what it says. */
export const UNPROTECTING =
  '(?:杀毒|防病毒|安全软件|防护|卫士)[^\\n。]{0,24}(?:误报|白名单|关闭|退出|允许|忽略|禁用)|(?:关闭|退出|禁用)[^\\n。]{0,12}(?:杀毒|防护|安全软件|卫士)|(?:ウイルス対策|セキュリティソフト)[^\\n。]{0,30}(?:無効|除外|誤検知|オフ)|(?:백신|방화벽|실시간 (?:검사|보호))[^\\n.]{0,30}(?:끄|해제|예외|오탐|비활성)|(?:антивирус|защитник)\\p{L}{0,3}[^\\n.]{0,40}(?:отключ|исключен|ругается|ложн)|отключ\\p{L}{1,4}[^\\n.]{0,30}(?:антивирус|защитник)|(?:desactiv|deshabilit|desativ)\\p{L}{1,4}[^\\n.]{0,30}antiv[ií]rus|antiv[ií]rus[^\\n.]{0,40}(?:falso positivo|excepci|exceç|exclus|desactiv|desativ)|désactiv\\p{L}{1,4}[^\\n.]{0,30}antivirus|antivirus[^\\n.]{0,40}(?:faux positif|exception)|SmartScreen[^\\n.]{0,60}(?:trotzdem|仍要运行|de todos? (?:formas|modos)|quand même|в любом случае|mesmo assim)|(?:Virenscanner|Virenschutz|Defender)[^\\n.]{0,40}(?:deaktivier|ausschalt|Ausnahme|Fehlalarm)'

/** To drop what was said before. Verb, then at most a few words, then what is dropped. */
export const OVERRIDES: readonly RegExp[] = [
  /(?:ignorier(?:e|t|en)|vergiss|vergesst|missachte|überschreibe|verwirf)\s(?:bitte\s)?(?:alle|die|deine|eure|sämtliche|jegliche|diese|(?:vorherig|bisherig|obig|früher)e[nr]?)\s[^\n.。]{0,40}(?:anweisung(?:en)?|regeln|vorgaben|system-?prompts?|instruktionen|richtlinien)/giu,
  /(?:ignore[zr]?|oublie[zr]?|ne tiens pas compte de|ne tenez pas compte de)\s(?:toutes\s)?(?:les|tes|vos|ces|mes)\s[^\n.]{0,40}(?:\b|^)(?:instructions|consignes|règles|directives)(?=[^\n.]{0,20}(?:précédentes|antérieures|initiales|du système|ci-dessus|$|[,. ]))/giu,
  /(?:ignor[ae]|olvid[ae]|descart[ae]|no sigas|pasa por alto)\s[^\n.]{0,30}(?:instrucciones|reglas|indicaciones|órdenes|directrices)/giu,
  /(?:ignore|esqueça|desconsidere|descarte)\s[^\n.]{0,30}(?:instruções|regras|orientações|diretrizes)/giu,
  /(?:ignora|dimentica|trascura)\s[^\n.]{0,30}(?:istruzioni|regole|indicazioni)/giu,
  /(?:negeer|vergeet)\s[^\n.]{0,30}(?:instructies|regels|aanwijzingen)/giu,
  /(?:zignoruj|zapomnij o)\s[^\n.]{0,30}(?:instrukcj\p{L}{1,4}|polece\p{L}{1,4}|zasad\p{L}{0,3})/giu,
  /(?:игнорируй(?:те)?|забудь(?:те)?|отбрось(?:те)?|не следуй(?:те)?)\s[^\n.]{0,30}(?:инструкци\p{L}{1,3}|указани\p{L}{1,3}|правил\p{L}{0,3})/giu,
  /(?:önceki|yukarıdaki|tüm)\s[^\n.]{0,20}(?:talimatları|kuralları|yönergeleri)\s[^\n.]{0,12}(?:yok say|unut|görmezden gel)/giu,
  /(?:忽略|无视|無視|忘记|忘記|忘掉|抛弃|跳过)(?:[^\n。，,]{0,12}(?:指令|指示|提示词)(?!缓存|长度|模板|优化|工程)|[^\n。，,]{0,4}(?:之前|以上|先前|所有|系统|安全|上述)[^\n。，,]{0,8}(?:规则|規則|设定|要求|约束))/gu,
  /(?:これまで|以前|上記|先ほど|前)の?[^\n。]{0,10}(?:指示|命令|ルール|プロンプト)[^\n。]{0,8}(?:無視|忘れ)/gu,
  /(?:이전|위|앞|지금까지)(?:의)?[^\n.]{0,10}(?:지시|명령|규칙|프롬프트)[^\n.]{0,8}(?:무시|잊)/gu,
  /(?:bỏ qua|quên)\s[^\n.]{0,20}(?:hướng dẫn|chỉ dẫn|quy tắc)/giu,
  /(?:تجاهل|انس)\s[^\n.]{0,20}(?:التعليمات|الأوامر|القواعد)/gu,
  /(?:पिछले|पहले के)\s[^\n।]{0,20}(?:निर्देश\p{M}?\p{L}{0,3}\p{M}?)[^\n।]{0,16}(?:अनदेखा|भूल)/gu,
]

/** Words of which one stands in each of the texts that they find, in lower case. */
export const OVERRIDE_WORDS =
  'ignor vergiss vergesst missachte überschreibe verwirf oublie ne tiens ne tenez olvid descart no sigas pasa por esqueça desconsidere dimentica trascura negeer vergeet zignoruj zapomnij игнорируй забудь отбрось следуй talimatları kuralları yönergeleri 忽略 无视 無視 忘记 忘記 忘掉 抛弃 跳过 忘れ 무시 잊 bỏ تجاهل انس अनदेखा भूल'.split(
    ' ',
  )

/** To keep something from the user. A quotation behind it, or what follows, may make it advice for a talk. */
export const SECRECIES: readonly RegExp[] = [
  /(?:sag(?:e|t|en)?|verrate|erzähle?|teile?|informiere|zeige?|erwähne)\s[^\n.]{0,30}(?:benutzer|nutzer|anwender|user)\p{L}{0,3}\s[^\n.]{0,20}(?:nicht|nichts|nie|kein\p{L}{0,2})\b/giu,
  /n[e’']\s{0,1}(?:en\s)?(?:parle|parlez|dis|dites|informe|informez|mentionne|mentionnez|montre|révèle|révélez|le dis)\b[^\n.]{0,30}(?:pas|rien|jamais)[^\n.]{0,30}(?:utilisateur|usager)/giu,
  /(?:no|nunca|jamás)\s(?:se\s)?(?:le\s|les\s|lo\s)?(?:digas?|informes?|menciones|cuentes|muestres|reveles|avises)\s[^\n.]{0,30}(?:usuario|dueño|humano)/giu,
  /(?:não|nunca)\s(?:conte|diga|informe|mencione|mostre|revele|avise)\s[^\n.]{0,30}(?:usuário|utilizador|dono)/giu,
  /(?:non)\s(?:dire|informare|menzionare|mostrare|rivelare)\s[^\n.]{0,30}(?:utente)/giu,
  /не\s(?:сообщай|говори|рассказывай|показывай|упоминай|раскрывай|уведомляй)(?:те)?\s[^\n.]{0,30}(?:пользовател|человек|владельц)/giu,
  /(?:不要|不得|禁止|切勿|绝不|绝对不要|請勿|请勿|别|永远不要)(?:向|让|讓|对|對)?(?:用户|用戶|使用者|主人)?(?:告诉|告訴|告知|透露|提及|提到|说|知道|通知|展示|发现)(?:给)?(?:用户|用戶|使用者|主人)?(?![“"「『'：:])/gu,
  /ユーザー?(?:に|には)[^\n。]{0,12}(?:言わない|伝えない|知らせない|教えない|見せない|明かさない|通知しない|気づかれない)/gu,
  /사용자(?:에게|가|한테)[^\n.]{0,12}(?:알리지|말하지|보여주지|모르게|언급하지)/gu,
  /(?:kullanıcıya|kullanıcı)\s[^\n.]{0,20}(?:söyleme|bildirme|gösterme|bahsetme)/giu,
  /(?:không|đừng)\s(?:nói|báo|tiết lộ|cho)\s[^\n.]{0,16}người dùng/giu,
  /لا\s(?:تخبر|تذكر|تظهر)\s[^\n.]{0,20}المستخدم/gu,
]
export const SECRECY_WORDS =
  'benutzer nutzer anwender utilisateur usager usuario dueño humano usuário utilizador dono utente пользовател человек владельц 用户 用戶 使用者 主人 ユーザ 사용자 kullanıcı người المستخدم'.split(
    ' ',
  )

/** To follow what a page says. */
export const FOLLOWING: readonly RegExp[] = [
  /(?:获取|下载|读取|访问|抓取|打开)[^\n。]{0,20}https?:\/\/[^\s)，。]{3,200}[^\n。]{0,12}(?:并|然后|再|，)[^\n。]{0,10}(?:按照|遵循|遵守|执行|照做|依照)/gu,
  /https?:\/\/[^\s)、。]{3,200}[^\n。]{0,12}(?:を|から)[^\n。]{0,12}(?:取得|読み込|ダウンロード)[^\n。]{0,20}(?:従|実行)/gu,
  /https?:\/\/[^\s),.]{3,200}[^\n.]{0,12}(?:가져|읽|다운로드)[^\n.]{0,20}(?:따르|실행)/gu,
  /(?:descarg[ae]|le[ea]|obt[eé]n\p{L}{0,3}|consult[ae]|baixe|leia)\s[^\n]{0,40}https?:\/\/[^\s)]{3,200}[^\n.]{0,20}\s(?:y|e)\s[^\n.]{0,10}(?:sig[ae]|ejecut[ae]|obede[zc]\p{L}{1,2}|siga|execute|hag[ao])/giu,
  /(?:télécharge[rz]?|lis|lisez|récupère[rz]?|consulte[rz]?)\s[^\n]{0,40}https?:\/\/[^\s)]{3,200}[^\n.]{0,20}\set\s[^\n.]{0,10}(?:suis|suivez|exécute[rz]?|applique[rz]?|fais|faites)/giu,
  /(?:lade|lies|hole|rufe)\s[^\n]{0,40}https?:\/\/[^\s)]{3,200}[^\n.]{0,30}\sund\s[^\n.]{0,10}(?:folge|befolge|führe|tu)/giu,
  /(?:скачай|загрузи|прочитай|открой|получи)(?:те)?\s[^\n]{0,40}https?:\/\/[^\s)]{3,200}[^\n.]{0,20}\sи\s[^\n.]{0,10}(?:следуй|выполни|делай)/giu,
]
