import { skills } from '../skill-text.ts'

/** Skills that their authors described in a language other than English. */
export const OTHER_LANGUAGES = skills(`
hanul/naver-shopping: 쇼핑, 최저가
네이버 쇼핑에서 상품 가격을 비교하고 최저가를 찾아 줍니다. 배송비와 쿠폰까지 계산합니다.
  검색어를 먼저 다듬습니다. 같은 상품인지 모델명으로 확인하세요. 리뷰가 너무 적은 판매자는 표시합니다.

hanul/ktx-yeyak: 기차, 예매
KTX와 SRT 열차표를 조회하고 빈자리가 나오면 알려 줍니다. 명절 기차 예매에 쓰세요.
  출발역, 도착역, 날짜를 묻습니다. 결제는 사용자가 직접 합니다.

hanul/kakao-message: 카카오톡, 메시지
카카오톡으로 나에게 또는 친구에게 메시지를 보내고 대화를 요약합니다.
  로그인 토큰이 필요합니다. 보내기 전에 내용을 한 번 더 확인받습니다.

hanul/busan-weather: 날씨
기상청 동네예보로 오늘과 내일 날씨, 미세먼지, 비 소식을 알려 줍니다.
  지역을 한 번만 물어보고 기억합니다. 우산이 필요한지 먼저 말합니다.

hanul/yeonmal-jeongsan: 세금, 연말정산
연말정산에 필요한 서류와 공제 항목을 확인하고 환급액을 미리 계산합니다.
  홈택스 간소화 자료를 내려받아 주세요. 세무 상담을 대신하지 않습니다.

hanul/jusik-alrim: 주식, 알림
국내 주식 시세를 조회하고 목표 가격에 오면 알림을 보냅니다. 코스피와 코스닥 종목을 지원합니다.
  종목 이름이나 코드로 찾습니다. 장이 끝난 뒤에는 하루 요약을 씁니다.

hanul/jagi-sogaeseo: 자기소개서, 취업
자기소개서를 직무에 맞게 첨삭하고 면접 예상 질문을 뽑아 줍니다.
  경험을 상황, 행동, 결과로 나눕니다. 글자 수 제한을 지킵니다.

hanul/hangul-matchumbeop: 맞춤법, 교정
한글 문서의 맞춤법과 띄어쓰기를 검사하고 고친 이유를 설명합니다.
  문체는 바꾸지 않습니다. 고친 곳을 표로 보여 줍니다.

hanul/apateu-silgeoraeg: 부동산, 아파트
아파트 실거래가를 조회하고 전세와 월세 시세를 동네별로 비교합니다.
  국토교통부 자료를 씁니다. 층과 면적이 비슷한 거래만 비교하세요.

hanul/git-keomit: 깃, 커밋
변경 내용을 읽고 한국어 커밋 메시지를 작성합니다. 팀의 규칙에 맞춰 제목과 본문을 나눕니다.
  제목은 50자 안으로 씁니다. 왜 바꿨는지를 본문에 적습니다.

hanul/youtube-yoyak: 유튜브, 요약
유튜브 영상의 자막을 읽고 핵심 내용을 한국어로 요약합니다. 시간 표시도 함께 적습니다.
  영상 주소만 주면 됩니다. 광고 부분은 건너뜁니다.

hanul/sikdan-gwanri: 식단, 건강
하루 식단을 기록하고 칼로리와 단백질을 계산해서 부족한 영양소를 알려 줍니다.
  사진이나 글로 기록합니다. 외식은 범위로 계산합니다.

moonbyte/xiaohongshu-writer: 小红书, 文案
撰写小红书笔记：标题、正文、标签和封面文案，语气自然，避免广告腔。
  先问目标读者。标题不超过二十个字。每篇只讲一件事。

moonbyte/feishu-docs: 飞书, 文档
读取和编辑飞书文档、多维表格和日历，并把会议纪要发到群里。
  需要应用的凭证。写入之前先展示修改内容。

moonbyte/wechat-article: 微信, 公众号
把文章排版成微信公众号格式，生成封面图并保存到草稿箱。
  图片需要先上传。发布由用户自己完成。

moonbyte/a-share-analysis: 股票, 投资
查询A股行情、财务报表和资金流向，生成个股分析报告，不构成投资建议。
  输入股票代码或名称。数据延迟十五分钟。列出主要风险。

moonbyte/gaode-map: 地图, 导航
使用高德地图查询路线、附近的餐厅和公交换乘。
  先确认城市。给出三条路线和所需时间。

moonbyte/chinese-novel: 小说, 写作
辅助创作长篇网络小说：大纲、人物设定、伏笔和每日更新。
  每章结尾留一个悬念。人物性格前后一致。

moonbyte/train-tickets-12306: 火车票, 出行
查询12306火车票和高铁余票，比较车次、时间和价格。
  不代替用户付款。没有直达时给出换乘方案。

moonbyte/gongwen-writer: 公文, 办公
按照国家标准起草公文：通知、请示、报告和会议纪要，格式规范。
  先确认文种。标题由机关、事由和文种组成。

mossfield-edu/nihongo-keigo: 敬語, メール
ビジネスメールの敬語を直し、相手に合わせた丁寧な文面を作ります。
  相手との関係を最初に確認します。二重敬語を避けます。

moonbyte/norikae-annai: 電車, 乗り換え
電車の乗り換え案内と遅延情報を調べ、終電の時刻を教えます。
  出発駅と到着駅を聞きます。運賃も表示します。

saltmarsh/kondate-keikaku: 献立, 料理
冷蔵庫の食材から一週間の献立を考え、買い物リストを作ります。
  家族の人数と苦手なものを聞きます。三十分以内の料理を優先します。

moonbyte/giji-roku: 議事録, 会議
会議の録音を文字起こしして、決定事項と宿題をまとめた議事録を作成します。
  発言者を区別します。一枚に収めます。

papercrane/honyaku-check: 翻訳, 校正
英語から日本語への翻訳をチェックし、誤訳や不自然な表現を直します。
  用語集を先に読みます。直した理由を書きます。

kestrelworks/kodo-review-ja: コードレビュー
プルリクエストのコードレビューを日本語で行い、バグと読みにくい箇所を指摘します。
  重要な指摘から順に書きます。修正例を付けます。

moonbyte/gazo-seisei: 画像生成
文章からイラストや写真風の画像を生成します。サイズと画風を選べます。
  人物の名前は使いません。四枚の案を出します。

ledgerline/steuererklaerung: steuer, elster
Hilft bei der Steuererklärung in Deutschland: Werbungskosten, Pendlerpauschale, Belege und die Formulare von ELSTER.
  Frage zuerst nach dem Jahr. Keine Steuerberatung. Fehlende Belege werden aufgelistet.

saltmarsh/wohnungssuche: wohnung, miete
Durchsucht Wohnungsanzeigen nach Miete, Größe und Lage und schreibt die Bewerbung an den Vermieter.
  Prüft alle dreißig Minuten. Warnt vor Betrug mit Vorkasse.

ledgerline/rechnung-schreiben: rechnung, e-rechnung
Erstellt Rechnungen als ZUGFeRD und XRechnung mit allen Pflichtangaben und fortlaufender Nummer.
  Kleinunternehmer weisen keine Umsatzsteuer aus. Vor dem Versand wird die Datei geprüft.

saltmarsh/wetterbericht: wetter
Das Wetter für heute und die nächsten Tage vom Deutschen Wetterdienst, mit Unwetterwarnungen.
  Frage einmal nach dem Ort. Regen zuerst.

papercrane/bewerbung-schreiben: bewerbung, lebenslauf
Schreibt Anschreiben und Lebenslauf passend zur Stellenanzeige, ohne Floskeln.
  Eine Seite. Zahlen statt Adjektive.

saltmarsh/rezepte-der-woche: kochen, rezepte
Schnelle Rezepte für jeden Tag der Woche mit Einkaufsliste, auch vegetarisch.
  Höchstens dreißig Minuten. Reste werden am nächsten Tag verwendet.

ledgerline/facturas-autonomos: facturas, impuestos
Crea facturas para autónomos en España con IVA e IRPF y prepara los impuestos del trimestre.
  Pregunta por el cliente y el concepto. Los números de factura no tienen huecos.

saltmarsh/recetas-caseras: cocina, recetas
Recetas caseras con lo que hay en la nevera, para dos o para diez personas.
  Pregunta por alergias. Da las cantidades en gramos.

brightloom/redes-sociales: redes, marketing
Escribe publicaciones para redes sociales en español y planifica el calendario del mes.
  Tono cercano. Una idea por publicación.

papercrane/corrector-espanol: ortografía, gramática
Corrige la ortografía y la gramática de textos en español y explica cada cambio.
  No cambia el estilo. Marca las dudas.

saltmarsh/viajes-baratos: viajes, vuelos
Busca vuelos y hoteles baratos y organiza el viaje día por día.
  Fechas flexibles. Equipaje incluido en el precio.

papercrane/redaction-courriels: courriel, français
Rédige des courriels professionnels en français : demandes, relances, excuses, avec le bon registre.
  Demande qui est le destinataire. Trois phrases suffisent.

mossfield-edu/aide-aux-devoirs: devoirs, école
Aide aux devoirs pour le collège : explications pas à pas en maths, français et histoire, sans donner la réponse.
  Pose une question à la fois. Encourage.
`)
