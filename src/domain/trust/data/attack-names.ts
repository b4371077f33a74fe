/** What other languages call attacks, beside the words that they take from English. Parts of patterns, without anchors. */

/** Says outright that something is an attack or hostile. */
export const ATTACKS_ABROAD = `(?<!\\b(?:contra|contre|gegen|vor|anti)[\\s-](?:\\p{L}{1,12}\\s){0,3})(?:恶意|危险信号|可疑(?:命令|脚本|行为|迹象|代码)|危険信号|不審な|위험 신호|의심스러운 (?:명령|줄|코드)|惡意|攻击(?:者|链|样本|载荷|示例|手法)|木马|钓鱼|反弹\\s{0,2}shell|入侵(?:指标|痕迹)|勒索|悪意の(?:ある)?|攻撃(?:者|例|コード|手口|の例)|マルウェア|リバースシェル|不審な|악성|공격(?:자|예시|코드|기법)|공격 (?:예시|코드|기법)|리버스 셸|피싱|침해 지표|\\b(?:schad(?:code|software|hafte?\\p{L}{0,2})|bösartige?\\p{L}{0,2}|angreifer\\p{L}{0,2}|angriffs\\p{L}{3,12}|einbruchsspuren|typische spuren|warnsignale\\p{L}?|señales de (?:alerta|peligro)|signaux d[’']alerte|malicios[oa]s?|código dañino|atacantes?|indicadores de compromiso|malveillante?s?|attaquants?|pirates? informatiques?|indicateurs de compromission))(?![^\\n]{0,10}(?:防护|防御|查杀|清除|扫描|修复|保护|対策|駆除|保護|방지|방어|차단|제거|검사|보호|schutz|abwehr))`

/** Names attacks in a text on security, and may mean other things elsewhere. */
export const EXPLOITS_ABROAD =
  '命令(?:执行|注入)|代码执行|一句话|提权|绕过|过滤|注入|漏洞|后门|样本|混淆|题目|时间线|コマンド(?:インジェクション|実行)|難読化|検体|権限昇格|時系列|명령 (?:주입|실행)|난독화|샘플|권한 상승|타임라인|우회|\\b(?:verschleier\\p{L}{1,6}|rechteausweitung|probe[n]?|zeitleiste|chronologie|beispiele? aus|befehlseinschleusung|inyecci[oó]n\\p{L}{0,2}|muestras?|ofuscad[oa]s?|escalada de privilegios|cronología|línea de tiempo|échantillons?|obfusqué\\p{L}{0,2}|élévation de privilèges|contournement)'

/** Who or what an attack is done by. */
export const ATTACKERS_ABROAD =
  '攻击者|恶意|木马|攻撃者|マルウェア|공격자|악성|(?<!\\p{L})(?:angreifer\\p{L}{0,2}|schadcode|schadsoftware|wurm|täter\\p{L}{0,2}|atacantes?|attaquants?|pirates? informatiques?)(?!\\p{L})'
