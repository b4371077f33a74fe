type Category = { key: string; name: string; description: string; keywords: readonly string[] }

const words = (list: string) => list.trim().split(/\s*,\s*/)

/** The categories of the catalogue, in display order. Keywords are lower case, with one space between words. */
export const CATEGORIES: readonly Category[] = [
  {
    key: 'development',
    name: 'Development',
    description: 'Writing, reviewing, testing and documenting software.',
    keywords: words(`
      backend, bitbucket, code, code review, codebase, coding, command line, compiler, css, debug, debugging,
      developer, frontend, git, github, gitignore, gitlab, html, java, javascript, linter, mcp server, node,
      npm, programming, pull request, python package, react, readme, refactor, refactoring, regex, rust, sdk,
      shell, software, swift, terminal, test driven, tsconfig, typescript, unit test, vue, web performance,
      web vitals, xcode, 개발, 코드, 코딩, 프로그래밍
      `),
  },
  {
    key: 'devops',
    name: 'DevOps and cloud',
    description: 'Deploying, running and monitoring systems.',
    keywords: words(`
      aws, azure, ci cd, cloud, cloudflare, container, deploy, deployment, devops, dns, docker, domain name,
      gcloud, helm, incident, infrastructure, kubernetes, linux, logging, monitoring, observability, on call,
      serverless, ssh, terraform, uptime, vercel, whois, 배포, 서버, 인프라, 클라우드
      `),
  },
  {
    key: 'data-analysis',
    name: 'Data analysis',
    description: 'Querying, transforming, modelling and plotting data.',
    keywords: words(`
      analytics, array, bayesian, big data, chart, computer vision, csv, dashboard, data analysis, data science,
      data visualization, database, dataframe, dataset, deep learning, etl, forecasting, graph analysis,
      interpretability, machine learning, multi objective, natural language processing, neural network, nlp,
      numpy, pandas, plot, plotting, postgres, pytorch, regression, reinforcement learning, spark, sql,
      statistical, statistics, tabular, tensor, time series, visualization, xlsx, 데이터, 분석, 시각화, 통계
      `),
  },
  {
    key: 'science',
    name: 'Science and research',
    description: 'Natural sciences, medicine, mathematics, and finding and reading papers.',
    keywords: words(`
      academic, arxiv, astronomy, bioinformatics, biological, biology, biomedical, biosignal, cell biology,
      cheminformatics, chemistry, citation, clinical, compound, diagnostic, dicom, dna, drug, gene, genome,
      genomic, grant, health record, healthcare, hypothesis, lab automation, laboratory, literature review,
      manuscript, mass spectrometry, materials, mathematics, medical, medicinal, medicine, metabolomics,
      microscopy, molecular, molecule, neural recording, neuroscience, omics, pathology, patient, peer review,
      phylogenetic, physics, poster, protein, proteomics, pubmed, quantum, research, research paper, rna,
      scholar, scholarly, science, scientific, scientist, sequencing, simulation, single cell, spectrometry,
      symbolic math, therapeutic, thermodynamic, treatment, 과학, 논문, 연구
      `),
  },
  {
    key: 'writing',
    name: 'Writing and translation',
    description: 'Drafting, editing, translating and summarising texts.',
    keywords: words(`
      article, blog, blog post, book, copywriting, documentation, editing, essay, grammar, humanize, markdown,
      novel, poem, proofread, rewrite, screenplay, story, storytelling, summarise, summarize, summary,
      translate, translation, writer, writing, 글쓰기, 번역, 요약, 작문
      `),
  },
  {
    key: 'design',
    name: 'Design and images',
    description: 'Making and editing images, interfaces, slides and brands.',
    keywords: words(`
      animation, art, brand, branding, color palette, coloring, design, diagram, drawing, excalidraw, favicon,
      figma, flowchart, font, graphic, icon, illustration, image, image generation, infographic, logo, mermaid,
      mockup, photo, powerpoint, ppt, pptx, presentation, prompt template, schematic, sketch, slide, svg,
      typography, ui, ux, wireframe, 그림, 디자인, 이미지
      `),
  },
  {
    key: 'media',
    name: 'Audio, video and entertainment',
    description: 'Music, film, podcasts, speech, games and leisure.',
    keywords: words(`
      audio, ffmpeg, film, game, gaming, gif, live stream, movie, mp3, music, playlist, podcast, recipe, song,
      speech, sport, spotify, streaming, subtitle, text to speech, transcode, transcribe, transcript,
      transcription, tts, tv, video, voice, youtube, 게임, 영상, 음성, 음악, 동영상
      `),
  },
  {
    key: 'productivity',
    name: 'Productivity',
    description: 'Notes, tasks, calendars, documents and personal organisation.',
    keywords: words(`
      bookmark, calendar, crm, doc, document, docx, habit, knowledge base, meeting, memory, note, note taking,
      notebook, notion, obsidian, office, organize, pdf, planner, planning, productivity, project management,
      reminder, schedule, scheduling, second brain, spreadsheet, task, time tracking, to do, todo, 노트, 메모, 문서,
      업무, 일정, 할 일, 회의
      `),
  },
  {
    key: 'communication',
    name: 'Communication and social media',
    description: 'Mail, chat, posts and marketing.',
    keywords: words(`
      chat, discord, email, facebook, gmail, group chat, imessage, inbox, instagram, irc, keyword research,
      linkedin, mail, mailchimp, marketing, message, messaging, messenger, newsletter, outreach, post, reddit,
      seo, slack, sms, social media, social network, telegram, tweet, twitter, whatsapp, xiaohongshu, 마케팅, 메시지,
      메일, 소셜
      `),
  },
  {
    key: 'finance',
    name: 'Finance and business',
    description: 'Markets, money, accounting, trade and law.',
    keywords: words(`
      accounting, bank, banking, betting, bitcoin, blockchain, budget, business, compliance, crypto,
      cryptocurrency, defi, earnings, ecommerce, economic, ethereum, expense, finance, financial, fiscal,
      futures, gold price, invest, investment, investor, invoice, job search, legal, market research, payment,
      prediction market, price, sec filing, shopping, stock, tax, token, trade, trading, treasury, wallet, 금융,
      결제, 세금, 주식, 투자
      `),
  },
  {
    key: 'security',
    name: 'Security',
    description: 'Finding weaknesses, guarding secrets, identity and privacy.',
    keywords: words(`
      authentication, credential, cryptography, encryption, exploit, firewall, forensic, malicious, malware,
      oauth, osint, password, penetration test, pentest, privacy, prompt injection, secret, security, threat,
      vulnerabilities, vulnerability, 보안, 암호, 취약점
      `),
  },
  {
    key: 'automation',
    name: 'Automation and agents',
    description: 'Browsers, homes, devices, workflows, and agents that work together.',
    keywords: words(`
      agent, ai agent, automate, automation, bot, browser, browser automation, crawler, cron, home assistant,
      homekit, iot, light, multi agent, orchestration, pipeline, printer, scrape, scraper, scraping,
      self improvement, smart home, subagent, trigger, web automation, web scraping, web search, workflow, 에이전트,
      자동화
      `),
  },
  {
    key: 'education',
    name: 'Education',
    description: 'Learning, teaching and practising.',
    keywords: words(`
      course, curriculum, education, exam, flashcard, homework, interview, language learning, learner, lesson,
      quiz, student, teach, teacher, teaching, tutor, tutorial, 강의, 교육, 시험, 학습
      `),
  },
  {
    key: 'lifestyle',
    name: 'Lifestyle and travel',
    description: 'Health, food, travel, weather and the home.',
    keywords: words(`
      cooking, departure, diet, electricity, family, fitness, flight, food, gift, health, hotel, meal,
      nutrition, parenting, public transport, quit smoking, restaurant, sleep, tourism, transit, travel, trip,
      weather, wellness, workout, 건강, 날씨, 여행, 요리
      `),
  },
  {
    key: 'uncategorised',
    name: 'Uncategorised',
    description: 'Skills that fit no other category.',
    keywords: [],
  },
]

/** The categories as rows. A row is created when the first skill needs it. */
export const CATEGORY_SEEDS = CATEGORIES.map(({ key, name, description }, sortOrder) => ({
  key,
  name,
  description,
  sortOrder,
}))
