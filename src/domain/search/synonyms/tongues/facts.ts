import type { Relation } from '../relation.ts'
import { WIKTIONARY } from '../sources.ts'
import { words } from './words.ts'

/** Rules, numbers, forms, debts and dangers. */
export const FACTS: readonly Relation[] = words(
  WIKTIONARY,
  `
    format, formatting | de dateiformat, formate, formatieren | es formato, formatos | fr mise en forme, formater
      | it formati | ko 형식, 포맷, 서식 | zh 格式, 排版 | ja 形式, 書式, フォーマット
    list, checklist | de prüfliste | es lista de verificación, lista de control | fr liste de contrôle
      | pt lista de verificação | it lista di controllo | ko 체크리스트, 점검표 | zh 检查清单, 核对表, 檢查表 | ja チェックリスト, 点検表
    rule, rules, policy | de regel, regeln, richtlinie, richtlinien | es regla, reglas, política, normas
      | fr règle, règles, politique | pt regra, regras | it regola, regole | ko 규칙, 정책, 규정 | zh 规则, 政策, 規則, 规范
      | ja 方針, ルール, 規約
    number, numbers | de zahl, zahlen, nummer, nummern | es número, números, cifras | fr nombre, nombres, chiffres
      | it numeri | ko 숫자, 번호 | zh 数字, 号码, 數字 | ja 番号
    name, title | de namen, titel, überschrift | es nombre, nombres, título, títulos | fr nom, noms, titre, titres
      | pt nome, nomes | it nomi, titolo | ko 이름, 제목, 작명 | zh 名字, 标题, 起名, 取名, 標題 | ja 名前, 題名, 命名, タイトル
    date, deadline | de datum, fälligkeit | es fecha, fechas, plazo, plazos | fr échéances, délai, délais
      | pt prazo, datas | it scadenza, scadenze | ko 날짜, 기한, 마감 | zh 日期, 期限, 截止 | ja 日付, 締切
    history, timeline | de verlauf, chronik, zeitleiste | es historial, cronología | fr historique, chronologie
      | pt histórico | ko 연혁, 타임라인 | zh 历史记录, 时间线, 時間軸 | ja 履歴, 年表, 経過
    information, details | de informationen, auskunft, angaben, einzelheiten | es información, detalles
      | fr informations, renseignements | pt informação, informações, detalhes | it informazioni, dettagli
      | ko 정보, 상세 | zh 信息, 資訊, 详情 | ja 情報, 詳細
    source, reference | de quelle, quellen, nachweis | es referencia, referencias | pt fonte | it fonti,
      riferimento | ko 출처, 근거, 참고 | zh 来源, 出处, 參考, 参考 | ja 出典, 情報源
    example, sample | de beispiel, beispiele | es ejemplo, ejemplos, muestra | fr exemple, exemples, échantillon
      | pt exemplo, exemplos | it esempio, esempi | ko 예시, 예제, 샘플 | zh 例子, 示例, 样例 | ja 例文, 見本, サンプル
    guide, tutorial | de leitfaden, anleitungen, ratgeber | es guía, guías, tutoriales | fr tutoriel, tutoriels
      | it guida | ko 가이드, 안내, 튜토리얼, 길잡이 | zh 指南, 教程, 教學, 攻略 | ja 手引き, 入門, ガイド, チュートリアル
    difference, diff | de unterschied, unterschiede | es diferencia, diferencias | fr différences | pt diferença,
      diferenças | it differenza, differenze | ko 차이, 차이점 | zh 区别, 差异, 不同, 差異 | ja 違い, 差分, 相違
    duplicate, duplicates | de doppelt, doppelte, duplikate | es duplicado, duplicados, repetidos | fr doublon,
      doublons | it doppioni, duplicati | ko 중복 | zh 重复, 重複, 去重 | ja 重複する
    automatic, scheduled, cron | de regelmäßig, wiederkehrend | es periódico, periódicamente, recurrente
      | fr régulier, régulièrement, récurrent | pt recorrente | it ricorrente | ko 정기, 주기적, 반복 | zh 定时, 定期, 周期
      | ja 定時, 繰り返し
    voice message, voice | de sprachnachricht, sprachmemo | es mensaje de voz, nota de voz, notas de voz
      | fr message vocal, messages vocaux, note vocale | pt mensagem de voz | it messaggio vocale, messaggi vocali
      | ko 음성 메시지, 음성메모 | zh 语音消息, 語音訊息 | ja 音声メッセージ, ボイスメモ
    mortgage, loan, debt | de kredit, darlehen, schulden, hypothek | es hipoteca, préstamo, deuda, deudas
      | fr emprunt, prêt, dette, dettes | pt empréstimo, dívida, dívidas | it mutuo, prestito, debito, debiti
      | ko 대출, 담보 | zh 贷款, 房贷, 债务, 貸款 | ja 住宅ローン, 借金, 融資
    salary, payroll | de gehalt, lohn, lohnabrechnung | es salario, sueldo, nómina, nóminas | fr salaire,
      salaires, paie | pt folha de pagamento | it stipendio, busta paga | ko 급여, 연봉, 월급 | zh 工资, 薪资, 薪水 | ja 給料,
      給与, 年収
    pension, retirement | de rente, altersvorsorge, ruhestand | es jubilación | fr retraite | pt aposentadoria
      | it pensione | ko 연금, 은퇴, 노후 | zh 养老, 退休 | ja 年金, 退職, 老後
    donation, charity | de spenden, spende, ehrenamt | es donación, donaciones, voluntariado | fr dons, bénévolat
      | pt doação, doações | it donazione, beneficenza, volontariato | ko 기부, 봉사 | zh 捐款, 慈善, 公益 | ja 寄付, 募金
    watermark, pdf | de wasserzeichen | es marca de agua | fr filigrane | pt marca d'água | it filigrana | ko 워터마크
      | zh 水印, 浮水印 | ja 透かし
    signature, sign | de unterschrift, unterschreiben, unterzeichnen | es firma, firmar, firmas | fr signer
      | pt assinatura, assinar | it firmare | ko 서명, 사인 | zh 签名, 签字, 簽名 | ja 署名, サイン
    form, forms, questionnaire | de formular, formulare, fragebogen, umfrage | es formulario, formularios,
      encuesta, encuestas | fr formulaire, formulaires, sondage, enquête | pt pesquisa de opinião | it modulo,
      moduli, sondaggio, questionario | ko 설문, 설문조사 | zh 表单, 问卷, 表單, 調查 | ja 用紙, アンケート, フォーム
    scan, ocr | de scannen, einscannen, texterkennung | es escanear, escáner, reconocimiento de texto
      | fr numériser, reconnaissance de texte | pt digitalizar | it scansionare, digitalizzare | ko 스캔, 문자인식
      | zh 扫描, 文字识别, 掃描 | ja スキャン, 文字認識
    secure, safe, malware | de schadsoftware, viren | es seguro, segura, malicioso | fr sécurisé, sûr,
      logiciel malveillant, malveillant | it sicuro, sicura, malevolo | ko 악성코드, 바이러스, 안전 | zh 恶意软件, 病毒, 惡意
      | ja 不正, ウイルス, 悪意
    fraud, phishing, spam | de betrug, betrügerisch | es estafa, estafas, fraude | fr arnaque, arnaques,
      hameçonnage | pt golpe, golpes | it truffa, truffe, frode | ko 사기, 피싱, 스팸 | zh 诈骗, 钓鱼, 垃圾邮件, 詐騙 | ja 詐欺,
      迷惑メール, フィッシング
    accessibility, disability | de barrierefreiheit, barrierefrei, behinderung | es accesibilidad, discapacidad
      | fr accessibilité, handicap | pt acessibilidade | it accessibilità | ko 접근성, 장애인 | zh 无障碍, 無障礙
      | ja アクセシビリティ, 障害者
  `,
)
