import type { Relation } from '../relation.ts'
import { WIKTIONARY } from '../sources.ts'
import { words } from './words.ts'

/** Verbs of keeping, ordering, deciding and living, and their nouns. */
export const KEEPING: readonly Relation[] = words(
  WIKTIONARY,
  `
    rename | de umbenennen, umbenenne | es renombrar, cambiar el nombre | fr renommer, renomme | pt renomear
      | it rinominare | ko 이름 변경, 이름 바꾸기 | zh 重命名, 改名, 更名 | ja 名前変更, リネーム
    merge, combine | de zusammenführen, kombinieren, zusammenfügen, vereinen, verschmelzen | es fusionar,
      combinar, unir, juntar | fr fusionner, combiner, réunir | pt mesclar | it unire, combinare, fondere | ko 병합,
      합치기, 결합, 합쳐 | zh 合并, 合併, 结合, 拼接 | ja 結合, 統合, 合わせ
    split, divide | de aufteilen, teilen, trennen, zerlegen | es dividir, separar, repartir | fr diviser, séparer,
      découper, partager | it dividere, separare | ko 분할, 나누기, 분리 | zh 拆分, 分割, 分离, 切分 | ja 分ける, 切り分け
    compress, compression | de komprimieren, komprimierung, verkleinern, packen | es comprimir, compresión,
      reducir tamaño | fr compresser, réduire la taille | pt compactar | it comprimere, compressione | ko 압축, 줄이기
      | zh 压缩, 壓縮 | ja 圧縮, 縮小
    extract | de extrahiere, extraktion, herausziehen, herausholen, entnehmen | es extrae, extraer, sacar, obtener
      | fr extrais, récupérer, tirer | pt extrair, extração | it estrarre, estrazione, ricavare | ko 추출, 뽑아, 빼내
      | zh 提取, 抽取, 抽出, 萃取 | ja 取り出, 抜き出
    collect, gather | de sammeln, sammle, sammlung, erfassen | es recopilar, reunir, recoger, colección,
      recolectar | fr collecter, collecte, rassembler, recueillir | pt coletar, coleção | it raccogliere,
      raccolta, collezione | ko 수집, 모으기, 모아 | zh 收集, 采集, 汇总, 彙總, 收藏 | ja 収集, 集める, 集めて, 収集する
    filter | de filtern, filtere, aussortieren | es filtrar, filtro, filtros | fr filtrer, filtre, filtres
      | it filtrare | ko 필터, 걸러 | zh 过滤, 過濾, 筛选, 篩選 | ja 絞り込, フィルタ, フィルター
    sort, organize | de sortiere, sortierung, ordne, organisieren, organisiere, gliedern | es ordena, clasificar,
      organiza, organización | fr classer, organise, rangement | pt ordenar, classificar, organizar | it ordinare,
      organizzare, riordinare | ko 정렬, 분류, 정리 | zh 排序, 整理, 归类, 歸類, 分类 | ja 並べ替え, 分類, 整頓
    manage, management | de verwalte, verwaltung, managen, betreuen, führen | es gestiona, administración,
      administra, manejar | fr gestion, gère, administrer, piloter | pt gerenciar, gerir, gestão, administrar
      | it gestire, gestione, amministrare | ko 관리, 운영 | zh 管理, 打理, 运营 | ja 運営, マネジメント
    automate, automation | de automatisieren, automatisierung, automatisch, automatisiere | es automatizar,
      automatización, automático, automáticamente | fr automatiser, automatisation, automatique, automatiquement
      | pt automação | it automatizzare, automazione | ko 자동화, 자동, 자동으로 | zh 自动化, 自動化, 自动, 自動 | ja オートメーション
    control | de steuere, steuern, regeln, schalten, einschalten, ausschalten | es controla, encender, apagar,
      manejar | fr contrôle, piloter, allumer, éteindre | pt controlar, desligar | it controllare, accendere,
      spegnere | ko 제어, 조작, 켜기, 끄기 | zh 控制, 操控, 开关, 打开, 关闭 | ja 制御, 操作, 操る, つける, 消す
    share | de teile, teilen, freigeben, freigabe | es comparte, compartido, compartir | fr partage, partager
      | pt compartilhar, partilhar | it condividere, condivisione | ko 공유, 나눔 | zh 分享, 共享 | ja 共有, シェア
    publish, post | de veröffentliche, veröffentlichung, posten, beitrag, beiträge, publizieren | es publica,
      publicación, publicaciones, publicar | fr publie, publications, poster un | pt postar, publicação
      | it pubblicare, pubblicazione | ko 발행, 게시, 게시물, 포스팅, 글 올리기 | zh 发布, 發布, 发表, 发帖, 发文, 帖子 | ja 投稿, 公開, 発行, 出版
    translate, translation | de übersetz, übersetze, übersetzt, übersetzungen | es traduce, traducir,
      traducciones, traducirme | fr traduis, traduire, traductions | pt traduzir, tradução | it tradurre,
      traduzione | ko 번역, 옮기기 | zh 翻译, 翻譯, 译成, 译文 | ja 翻訳, 訳す, 訳して
    calculate, calculation | de berechne, berechnung, ausrechnen, rechnen, kalkulieren | es calcula, cálculo,
      cálculos | fr calcul, calcule, calculs | pt calcular | it calcolare, calcolo | ko 계산, 산출 | zh 计算, 計算, 算一下,
      测算 | ja 算出
    count, measure | de zählen, zähle, messen, messung | es contar, medir, medición | fr compter, mesurer, mesure
      | it contare, misurare | ko 세기, 측정, 카운트 | zh 计数, 统计, 統計, 测量 | ja 数える, 測定, 計測, カウント
    estimate, forecast, prediction | de schätzen, schätzung, vorhersagen, vorhersage, prognose, prognosen
      | es estimar, estimación, predecir, predicción, pronóstico | fr estimer, prédire, prévoir, prévision,
      prévisions | pt prever, previsão | it stimare, stima, prevedere, previsione, previsioni | ko 예측, 예상, 견적, 전망
      | zh 预测, 預測, 估算, 估计, 预估 | ja 予測, 予想, 見積, 推定
    recommend, suggestion | de empfehle, empfehlungen, vorschlagen, vorschläge, vorschlag, tipps | es recomienda,
      recomendaciones, sugerir, sugerencia, sugerencias, aconsejar | fr recommande, recommandations, suggérer,
      conseil, conseils | pt recomendar, recomendação, sugestão, sugestões | it consigliare, consiglio, consigli,
      suggerimento | ko 추천, 제안, 권장 | zh 推荐, 推薦, 建议, 建議 | ja おすすめ, 提案, お勧め
    choose, decide, decision | de wählen, auswählen, auswahl, entscheiden, entscheidung, entscheidungen
      | es elegir, escoger, decidir, decisiones | fr choisir, choix, décider | pt escolher, decisão
      | it scegliere, scelta, decidere, decisione | ko 선택, 결정, 고르기 | zh 选择, 選擇, 决定, 決定, 决策, 決策, 挑选 | ja 選ぶ, 選択,
      決める, 決断
    help, support, assistant | de assistent, unterstützung, unterstützen, beistand | es asistente, ayudante,
      apoyo, soporte | fr soutien | pt assistente, apoio, suporte | it supporto | ko 지원, 비서, 도우미 | zh 助手, 助理, 支持,
      支援 | ja アシスタント, サポート
    protect, protection, security | de schützen, schutz, absichern, sicherheit, sicher | es proteger, protección,
      asegurar, seguridad | fr sécuriser, sécurité | pt proteção, segurança | it proteggere, protezione, sicurezza
      | ko 보호, 보안, 안전 | zh 保护, 保護, 防护, 安全 | ja 守る, セキュリティ, 防護
    detect, detection, identify | de erkennen, erkennung, erkenne, aufspüren, entdecken | es detectar, detección,
      identificar, reconocer | fr détecter, reconnaître | pt detecção | it rilevare, rilevamento, identificare
      | ko 감지, 탐지, 식별, 인식 | zh 检测, 檢測, 识别, 識別, 探测 | ja 検出, 検知, 認識
    warn, alert, notify | de warnen, warnung, warnungen, benachrichtigen, benachrichtigung, melden, bescheid
      | es avisar, aviso, avisos, alertar, alerta, notificar, avísame | fr avertir, alerte, alertes, prévenir
      | it avvisare, avviso, avvisi, notificare | ko 경고, 알림, 통보, 경보 | zh 警告, 通知, 警报, 预警, 預警, 告警 | ja 警報, お知らせ
    cook, cooking | de kochen, koche, backen | es cocinar, cocina, hornear | fr cuisiner, cuisine, cuire
      | pt cozinhar, cozinha | it cucinare, cucina | ko 요리, 조리 | zh 做饭, 烹饪, 做菜, 烹飪 | ja 料理, 調理, 自炊
    eat, food, meal | de essen, mahlzeit, mahlzeiten, lebensmittel, gericht | es comer, comida, comidas,
      alimentos, plato | fr manger, repas, nourriture, aliments | pt refeição | it mangiare, cibo, pasto, pasti
      | ko 음식, 식사, 먹기, 식단 | zh 食物, 吃饭, 饮食, 飲食 | ja 食事, 食べ物, 食べる, 献立
    drink, beverage | de trinken, getränk, getränke | es beber, bebida, bebidas | fr boire, boisson, boissons
      | it bere, bevanda, bevande | ko 음료, 마시기 | zh 饮料, 喝水, 飲料 | ja 飲み物, 飲む
    travel, trip | de reisen, reise, verreisen, ausflug, reiseplanung, reiseplan | es viajar, viaje, viajes,
      excursión | fr voyager, voyage, voyages | pt viagem, viagens | it viaggiare, viaggio, viaggi | ko 여행, 출장
      | zh 旅行, 旅游, 旅遊, 出行, 出差 | ja 出張
    drive, driving, car | de fahren, autofahren, autos, fahrzeug | es conducir, manejar, coche, coches, carro,
      vehículo | fr conduire, conduite, voiture, voitures, véhicule | pt dirigir, conduzir, carros | it guidare,
      guida, macchina | ko 운전, 자동차, 차량 | zh 开车, 驾驶, 汽车, 車輛, 车辆 | ja 運転, 自動車, 車両
    run, running | de joggen, laufen, lauf, läufer | es correr, carrera | fr courir, course à pied, jogging
      | pt corrida | it correre, corsa | ko 달리기, 러닝, 조깅 | zh 跑步, 慢跑 | ja 走る, ランニング, ジョギング
  `,
)
