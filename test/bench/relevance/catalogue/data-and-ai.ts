import { skills } from '../skill-text.ts'

export const DATA_AND_AI = skills(`
harbor-lab/data-cleaning: pandas, data-quality
Cleans messy tables with pandas: duplicates, mixed dates, odd spellings, missing values, with a log of each change.
  Keep the raw file. Count rows before and after each step. Missing is not zero.

harbor-lab/chart-maker: charts, visualization
Chooses and draws the right chart with matplotlib or Vega: honest axes, few colours, a title that says the finding.
  Ask what should be compared. Bars start at zero. Label lines directly instead of a legend.

harbor-lab/sql-analyst: sql, analytics
Answers business questions with SQL: reads the schema, writes the query, checks the result against a known figure.
  State what one row means. Beware of joins that multiply rows. Show the query with the answer.

harbor-lab/time-series-forecast: forecasting
Forecasts demand, traffic and sales from past data, with seasons, holidays and honest intervals.
  Hold back the last season for testing. A naive forecast is the bar to beat.

harbor-lab/statistics-advisor: statistics
Picks the right statistical test, checks its assumptions and words the result without overclaiming.
  Plot first. Report the effect with an interval, not only p. Correct for many comparisons.

harbor-lab/ab-test-reader: experiments, statistics
Plans and reads A/B tests: sample size, peeking, novelty, and whether the difference is worth it.
  Decide the metric before the start. Do not stop early. Check that the split was even.

moonbyte/rag-pipeline: rag, embeddings
Retrieval augmented generation over your own documents: chunks, embeddings, hybrid search, reranking, citations.
  Look at what was retrieved before you blame the model. Chunks follow headings. Evaluate with fifty questions.

moonbyte/vector-store: embeddings, pgvector
Sets up a vector database with pgvector, Qdrant or Milvus, and chooses index and distance.
  Normalise vectors. Recall falls as filters narrow; measure it.

moonbyte/llm-evals: evaluation, llm
Evaluates prompts and models with graded examples, judges and regressions in CI.
  Write down what good means. Twenty hard cases teach more than a thousand easy ones.

moonbyte/prompt-engineer: prompts, llm
Improves prompts for language models: clear task, examples, output format, and what to do when unsure.
  Ask for three bad answers first. Change one thing at a time.

moonbyte/model-training: pytorch, deep-learning
Trains and fine-tunes neural networks with PyTorch and LoRA on one GPU: data, learning rate, overfitting, checkpoints.
  Overfit ten examples first. Watch the validation loss. Save the seed.

moonbyte/ollama-local: llm, local
Runs large language models on your own computer with Ollama: choosing a size, memory, quantisation, and an API.
  A model needs about as much memory as its file. Smaller and faster often wins.

moonbyte/sentiment-tagger: nlp
Labels reviews, tickets and comments as positive, negative or neutral, with the words that decided it.
  Irony is flagged, not guessed. Check a sample of fifty by hand.

moonbyte/web-scraper: scraping
Collects data from websites politely: robots.txt, rate limits, selectors, paging, and pages that need JavaScript.
  Look for an API or a feed first. Save the raw HTML. Stop on 429.

moonbyte/browser-pilot: browser, automation
Drives a real browser for the user: opens pages, clicks, types, fills in forms, takes screenshots, stays logged in.
  Take a snapshot of the page, then act on a reference. Ask before buying or sending.

moonbyte/web-search: search
Searches the web with Brave or Tavily and answers with sources.
  Two queries in different words. Prefer primary sources. Give the date of each page.

moonbyte/deep-research: research
Researches a question for half an hour: plan, many searches, contradictions, a report with numbered sources.
  Split the question. Note who says it and when. End with what is still unknown.

harbor-lab/arxiv-watch: papers, arxiv
Watches arXiv for new papers on your topics and explains each abstract in three plain sentences.
  Keywords and authors live in a file. A paper is shown once.

harbor-lab/etl-pipelines: etl, airflow
Data pipelines with Airflow and dbt that can run twice: incremental loads, tests, late data, backfills.
  Each task is idempotent. Load raw, transform later. Alert on freshness.

harbor-lab/spark-jobs: spark, big-data
Makes Apache Spark jobs faster: skew, shuffles, partitions, memory.
  Look at the stage that takes longest. Broadcast the small side.

harbor-lab/fake-data: testing, data
Generates realistic test data: names, addresses, orders, with relations that hold and no real person in it.
  Fix the seed. Keep foreign keys valid. Add the ugly cases on purpose.

harbor-lab/duckdb-queries: duckdb, sql
Queries CSV, Parquet and JSON files directly with DuckDB, without loading them anywhere.
  Globs read many files. Cast explicitly. Export to Parquet when done.

harbor-lab/power-plant-data: energy, electricity
Data of power plants and the electricity grid: generation by source, capacity, outages and carbon intensity by hour.
  Uses ENTSO-E and EIA. Times are UTC. Net and gross generation differ.

harbor-lab/protein-structures: biology, alphafold
Fetches protein structures from PDB and AlphaFold, compares them and draws the binding site.
  Give the UniProt id. Mind the confidence colours. Align on the core.

harbor-lab/gene-expression: rna-seq, bioinformatics
Single-cell and bulk RNA-seq: quality control, normalising, clusters, markers, differential expression.
  Filter cells by counts and mitochondria. Batch effects look like biology.

harbor-lab/chem-molecules: chemistry, rdkit
Works with molecules as SMILES in RDKit: properties, similarity, substructures, pictures.
  Sanitise first. Salts are removed. Similarity needs a fingerprint and a threshold.

harbor-lab/astronomy-tonight: astronomy
What is in the sky tonight at your place: planets, meteor showers, moon phase, passes of the space station.
  Ask for the town. Times are local. Say which need a telescope.

harbor-lab/geo-maps: gis, maps
Maps and spatial analysis with GeoPandas and QGIS: projections, joins by place, choropleths.
  Know your projection. Areas need an equal-area one. Simplify before drawing.

harbor-lab/image-classifier: computer-vision
Sorts pictures into classes with a pretrained vision model, also with few examples.
  Look at the mistakes. Balance the classes. Augment with care.

moonbyte/agent-orchestrator: multi-agent
Splits a large task among several agents, hands out the parts, gathers the results and resolves contradictions.
  Each part has an owner and an end. Agents do not share a folder. One of them checks the others.

moonbyte/task-scheduler-bot: cron, automation
Runs prompts and scripts at set times: every morning, on weekdays, once next Tuesday. Keeps a history of runs.
  Times are in the user's zone. A job that was missed runs once, not ten times.

moonbyte/n8n-workflows: automation, n8n
Builds n8n and Zapier workflows: triggers, branches, retries, credentials, error notices.
  Draw it first. Each external call has a timeout. Test with one item.

moonbyte/token-saver: context, llm
Shortens long conversations and files so that they fit the context window and cost fewer tokens.
  Keep names, numbers and decisions. Drop what can be read again.
`)
