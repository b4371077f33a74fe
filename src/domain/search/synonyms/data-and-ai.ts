import { groups, type SynonymGroup } from './group.ts'
import { GOOGLE_ML, MICROSOFT, WIKIPEDIA } from './sources.ts'

/** Data, statistics, machine learning, language models and agents. */
export const DATA_AND_AI: readonly SynonymGroup[] = [
  ...groups(
    GOOGLE_ML,
    `
    ai, artificial intelligence | de künstliche intelligenz, ki | es inteligencia artificial
      | fr intelligence artificielle, ia | ko 인공지능 | zh 人工智能, 人工智慧 | ja 人工知能
    ml, machine learning | de maschinelles lernen | es aprendizaje automático | fr apprentissage automatique
      | ko 머신러닝, 기계 학습 | zh 机器学习, 機器學習 | ja 機械学習
    dl, deep learning, neural network | de neuronales netz, neuronale netze | es aprendizaje profundo, red neuronal
      | fr apprentissage profond, réseau de neurones | ko 딥러닝, 신경망 | zh 深度学习, 深度學習, 神经网络, 神經網路
      | ja 深層学習, ディープラーニング
    llm, large language model, language model | de sprachmodell, sprachmodelle | es modelo de lenguaje
      | fr modèle de langage | ko 거대 언어 모델, 언어 모델 | zh 大语言模型, 大型語言模型, 大模型
      | ja 大規模言語モデル
    rag, retrieval augmented generation | ko 검색 증강 생성 | zh 检索增强生成, 檢索增強生成 | ja 検索拡張生成
    vector search, semantic search, similarity search | de semantische suche | es búsqueda semántica
      | fr recherche sémantique | ko 시맨틱 검색, 벡터 검색 | zh 语义搜索, 語意搜尋, 向量搜索
      | ja セマンティック検索, ベクトル検索
    prompt engineering, prompt writing, prompting | ko 프롬프트 엔지니어링, 프롬프트 | zh 提示词, 提示詞, 提示工程
      | ja プロンプト
  `,
  ),
  ...groups(
    WIKIPEDIA,
    `
    nlp, natural language processing | ko 자연어 처리 | zh 自然语言处理, 自然語言處理 | ja 自然言語処理
    cv, computer vision, image recognition | de bilderkennung | es visión artificial | fr vision par ordinateur
      | ko 컴퓨터 비전, 이미지 인식 | zh 计算机视觉, 電腦視覺, 图像识别 | ja 画像認識, コンピュータビジョン
    ocr, optical character recognition, text recognition | de texterkennung | es reconocimiento de texto
      | fr reconnaissance de texte | ko 문자 인식 | zh 文字识别, 文字辨識 | ja 文字認識
    stt, speech to text, asr, speech recognition, transcribe, transcription, transcript
      | de spracherkennung, transkribieren, transkription, transkript | es transcribir, transcripción, voz a texto
      | fr transcrire, reconnaissance vocale | ko 음성 인식, 받아쓰기, 전사, 녹취록
      | zh 语音识别, 語音辨識, 语音转文字, 語音轉文字, 转录 | ja 文字起こし, 音声認識
    tts, text to speech, speech synthesis, read aloud, voice synthesis | de sprachausgabe, vorlesen, sprachsynthese
      | es síntesis de voz, texto a voz | fr synthèse vocale, lecture à voix haute
      | ko 음성 합성, 텍스트 음성 변환, 읽어주기 | zh 语音合成, 語音合成, 文字转语音, 文字轉語音, 朗读
      | ja 音声合成, 読み上げ
    chatbot, conversational agent, virtual assistant | es asistente virtual
      | fr agent conversationnel, assistant virtuel | ko 챗봇 | zh 聊天机器人, 聊天機器人 | ja チャットボット
    agent, ai agent | es agente, agentes | ko 에이전트 | zh 智能体, 智慧代理 | ja エージェント
    multi agent, swarm, subagent, sub agent, agent team | ko 멀티 에이전트, 서브에이전트 | zh 多智能体, 子代理
      | ja マルチエージェント, サブエージェント
    mcp, model context protocol
    etl, elt, data pipeline, extract transform load | ko 데이터 파이프라인 | zh 数据管道, 資料管線
      | ja データパイプライン
    knowledge base, kb, wiki, second brain, pkm | de wissensdatenbank | es base de conocimientos
      | fr base de connaissances | ko 지식 베이스, 지식 관리 | zh 知识库, 知識庫 | ja ナレッジベース, 知識ベース
  `,
  ),
  ...groups(
    MICROSOFT,
    `
    data | de daten | es datos | fr données | ko 데이터, 자료 | zh 数据, 資料, 數據 | ja データ
    data analysis, analytics, data analytics | de datenanalyse, analysieren | es análisis de datos, analizar
      | fr analyse de données, analyser | ko 데이터 분석, 분석 | zh 数据分析, 資料分析, 分析 | ja データ分析, 解析
    chart, graph, plot, diagram, data visualization | de diagramm, diagramme | es gráfico, gráficos, diagrama
      | fr graphique, graphiques | ko 차트, 그래프, 시각화, 도표 | zh 图表, 圖表, 可视化, 視覺化
      | ja グラフ, 図表, 可視化
    flowchart, flow chart, process diagram | de flussdiagramm | es diagrama de flujo | fr organigramme, logigramme
      | ko 순서도, 플로차트 | zh 流程图, 流程圖 | ja フローチャート
    dashboard, control panel | de übersicht | es panel de control, tablero | fr tableau de bord | ko 대시보드
      | zh 仪表盘, 儀表板, 看板 | ja ダッシュボード
    report, reporting | de bericht, berichte | es informe, informes, reporte | fr rapport, rapports
      | ko 보고서, 리포트 | zh 报告, 報告, 报表, 報表 | ja レポート, 報告書
    automation, automate, workflow automation | de automatisierung, automatisieren | es automatización, automatizar
      | fr automatisation, automatiser | ko 자동화 | zh 自动化, 自動化
  `,
  ),
]
