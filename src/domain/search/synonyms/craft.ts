import { groups, type SynonymGroup } from './group.ts'
import { MDN, WIKIPEDIA, WIKTIONARY } from './sources.ts'

/** What is done with code, servers, pictures and files, in the words of who asks for it. Names of things are in `software.ts`. */
export const CRAFT: readonly SynonymGroup[] = [
  ...groups(
    WIKIPEDIA,
    `
    api documentation, api docs, openapi, swagger, api reference | ko api 문서 | zh 接口文档, api文档 | ja api仕様書
    rest, api, endpoint, web service | ko 엔드포인트 | zh 接口 | ja エンドポイント
    webhook, callback url | ko 웹훅 | zh 回调 | ja ウェブフック
    memory leak, heap dump, out of memory | de speicherleck | es fuga de memoria | fr fuite de mémoire
      | ko 메모리 누수 | zh 内存泄漏, 記憶體洩漏 | ja メモリリーク
    optimize, optimization, speed up, make faster, profiling | de optimieren, beschleunigen | es optimizar, acelerar
      | fr optimiser, accélérer | ko 최적화, 속도 개선 | zh 优化, 加速, 優化 | ja 最適化, 高速化
    commit message, git commit, conventional commits | ko 커밋 메시지, 커밋 | zh 提交信息 | ja コミットメッセージ
    git, version history, branch, merge conflict, rebase | ko 깃, 브랜치 | zh 分支, 合并冲突 | ja ブランチ, コンフリクト
    stack trace, crash, core dump | de absturz | es fallo del programa | fr plantage | ko 크래시, 스택 트레이스
      | zh 崩溃, 堆栈 | ja クラッシュ, スタックトレース
    technical debt, legacy code, modernize, code smell | de altlasten, altsystem | es deuda técnica, código heredado
      | fr dette technique | ko 기술 부채, 레거시 | zh 技术债, 遗留代码 | ja 技術的負債, レガシー
    load test, stress test, benchmark, performance test | de lasttest | es prueba de carga | fr test de charge
      | ko 부하 테스트, 벤치마크 | zh 压测, 压力测试, 基准测试 | ja 負荷テスト, ベンチマーク
    test coverage, code coverage | de testabdeckung | es cobertura de pruebas | fr couverture de tests
      | ko 테스트 커버리지 | zh 测试覆盖率 | ja テストカバレッジ
    flaky test, unstable test | ko 불안정한 테스트 | zh 不稳定测试
    feature flag, feature toggle | ko 기능 플래그 | zh 功能开关 | ja フィーチャーフラグ
    semver, semantic versioning, release, versioning | de veröffentlichung | es lanzamiento, versionado
      | fr publication de version | ko 릴리스, 버전 | zh 发版, 版本号 | ja リリース
    incident, outage, downtime, on call, postmortem, incident response | de ausfall, störung | es incidente, caída
      | fr panne | ko 장애, 장애 대응 | zh 故障, 事故, 宕机 | ja 障害, インシデント
    uptime, is the site down, status page, health check | de erreichbarkeit | es disponibilidad | fr disponibilité
      | ko 가동 시간, 상태 확인 | zh 可用性, 健康检查 | ja 死活監視, 稼働率
    cloud cost, cloud bill, finops, cost optimization | de cloudkosten | es costes de nube | fr coûts du cloud
      | ko 클라우드 비용, 비용 최적화 | zh 云成本, 成本优化 | ja クラウド費用, コスト最適化
    embedded, microcontroller, arduino, esp32, firmware | de mikrocontroller | es microcontrolador | fr microcontrôleur
      | ko 임베디드, 아두이노 | zh 嵌入式, 单片机, 固件 | ja 組み込み, マイコン
    cad, 3d model, stl, 3d modeling | de 3d-modell | es modelo 3d | fr modèle 3d | ko 3d 모델링 | zh 建模, 3d建模
      | ja 3dモデル
    sql, database query, sql query | de datenbankabfrage | es consulta sql | fr requête sql | ko 쿼리 | zh 查询语句
      | ja クエリ
    fine tuning, fine tune, model training, train a model, lora | de modelltraining | es entrenar un modelo
      | fr entraîner un modèle | ko 파인튜닝, 모델 학습 | zh 微调, 模型训练 | ja ファインチューニング, モデル学習
    evals, evaluation, llm evaluation, model evaluation | ko 모델 평가 | zh 模型评估, 评测 | ja モデル評価
    memory, long term memory, remember, persistent memory, context memory | de gedächtnis | es recordar siempre
      | ko 기억, 장기 기억 | zh 记忆, 长期记忆 | ja 記憶, 長期記憶
    token usage, context window, save tokens, token cost | ko 토큰 절약, 컨텍스트 | zh 省token, 上下文 | ja トークン節約
    plagiarism, ai detection, ai detector | de plagiat | es plagio | ko 표절 | zh 抄袭, 查重 | ja 盗作, 剽窃
    voice clone, voice cloning, custom voice | de stimme klonen | es clonar voz | fr cloner une voix | ko 음성 복제
      | zh 声音克隆 | ja ボイスクローン
    avatar, talking head, digital human | ko 아바타 | zh 数字人, 虚拟人 | ja アバター
  `,
  ),
  ...groups(
    MDN,
    `
    css, stylesheet, styling | ko 스타일시트 | zh 样式, 樣式 | ja スタイルシート
    svg, vector graphics, icon, icons | de symbole | es iconos | fr icône, icônes | ko 아이콘, 벡터 | zh 图标, 矢量图
      | ja アイコン
    responsive, mobile friendly, responsive design | ko 반응형 | zh 响应式 | ja レスポンシブ
    web performance, page speed, core web vitals, lighthouse, slow website | de ladezeit | es velocidad web
      | fr vitesse de page | ko 페이지 속도, 웹 성능 | zh 网页性能, 页面速度 | ja 表示速度, ページ速度
  `,
  ),
  ...groups(
    WIKTIONARY,
    `
    compress, shrink, reduce size, make smaller, zip | de komprimieren, verkleinern | es comprimir, reducir tamaño
      | fr compresser, réduire la taille | ko 압축, 용량 줄이기 | zh 压缩, 壓縮 | ja 圧縮
    resize, crop, scale | de zuschneiden, größe ändern | es redimensionar, recortar | fr redimensionner, recadrer
      | ko 크기 조절, 자르기 | zh 裁剪, 缩放 | ja リサイズ, 切り抜き
    upscale, enhance, sharpen, super resolution | de hochskalieren, schärfen | es mejorar calidad, aumentar resolución
      | fr agrandir, améliorer la qualité | ko 업스케일, 화질 개선 | zh 放大, 高清, 画质增强 | ja 高画質化, 高解像度
    remove background, background removal, cut out, background remover | de hintergrund entfernen, freistellen
      | es quitar fondo, eliminar fondo | fr supprimer l'arrière-plan, détourer | ko 배경 제거, 누끼 | zh 抠图, 去背景
      | ja 背景除去, 背景透過
    merge, combine, join, concatenate | de zusammenfügen, verbinden | es combinar, unir, juntar | fr fusionner, assembler
      | ko 병합, 합치기 | zh 合并, 合併, 拼接 | ja 結合, 統合
    split, separate, divide | de aufteilen, trennen | es dividir, separar | fr diviser, séparer | ko 분할, 나누기
      | zh 拆分, 分割
    rename, batch rename, bulk rename | de umbenennen | es renombrar | fr renommer | ko 이름 변경 | zh 重命名, 批量改名
      | ja リネーム, 名前変更
    duplicate, deduplicate, dedupe, duplicate files | de duplikate, doppelte | es duplicados | fr doublon, doublons
      | ko 중복 제거, 중복 | zh 去重, 重复 | ja 重複, 重複削除
    disk space, storage space, clean up disk, free up space | de speicherplatz | es espacio en disco | fr espace disque
      | ko 디스크 공간, 용량 확보 | zh 磁盘空间, 清理磁盘 | ja ディスク容量
    clean, cleanup, clean up, cleaning | de bereinigen, säubern | es limpiar, limpieza | fr nettoyer, nettoyage
      | ko 청소, 정리하기 | zh 清理, 清洗 | ja クリーンアップ, 掃除
    unused, dead code, orphaned, unreferenced | de unbenutzt, ungenutzt | es sin usar | fr inutilisé | ko 미사용
      | zh 未使用, 无用
    background task, in parallel, concurrently, at the same time, parallel | de gleichzeitig | es en paralelo
      | fr en parallèle, simultanément | ko 병렬, 동시에 | zh 并行, 並行, 同时 | ja 並列, 同時
    color, color palette, color scheme, contrast | de farbe, farben, farbpalette | es paleta de colores
      | fr couleur, palette de couleurs | ko 색상, 색 조합 | zh 颜色, 配色
    font, typography, typeface | de schrift, schriftart | es tipografía, fuente tipográfica | fr typographie, police
      | ko 폰트, 글꼴, 타이포그래피 | zh 字体, 字體, 排版 | ja フォント, 書体
    animation, animate, motion graphics | de animation erstellen | es animación, animar | fr animer | ko 애니메이션 제작
      | zh 动画, 動畫 | ja アニメーション
    qr code, barcode | de barcode scannen | es código qr, código de barras | fr code-barres | ko qr 코드, 바코드
      | zh 二维码, 条形码 | ja qrコード, バーコード
    clipboard, copy and paste | de zwischenablage | es portapapeles | fr presse-papiers | ko 클립보드 | zh 剪贴板
      | ja クリップボード
    ringtone, sound effect, sfx, sound effects | de klingelton, geräusche | es efectos de sonido | fr bruitage
      | ko 효과음, 벨소리 | zh 音效, 铃声 | ja 効果音
    unsubscribe, opt out, spam | de abbestellen, abmelden | es darse de baja | fr se désabonner | ko 구독 취소, 스팸
      | zh 退订, 垃圾邮件 | ja 配信停止, 迷惑メール
    rule, filter, automatic sorting | de regel, regeln | es regla, reglas, filtro | fr règle, règles, filtre
      | ko 규칙, 필터 | zh 规则, 過濾, 过滤 | ja ルール, フィルター, 振り分け
  `,
  ),
]
