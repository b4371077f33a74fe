import { skills } from '../skill-text.ts'

export const CLOUD = skills(`
quartzline/kubernetes-troubleshooter: kubernetes, debugging
Finds out why pods crash, stay pending or cannot be reached in a Kubernetes cluster, with kubectl alone.
  Describe the pod, then its events, then the previous logs. CrashLoopBackOff is a symptom. Check requests and limits,
  probes, and network policies in that order.

quartzline/helm-charts: kubernetes, helm
Writes and upgrades Helm charts: values, templates, hooks, and a diff before each release.
  Lint and render before installing. Quote strings in templates. A rollback does not undo a migration.

quartzline/k8s-cost-trimmer: kubernetes, cost
Lowers the bill of a cluster: oversized requests, idle nodes, forgotten volumes, spot instances.
  Compare what is asked for with what is used over two weeks. Start with the largest namespace.

moonbyte/kube-backup
Backs up and restores Kubernetes namespaces and persistent volumes with Velero.
  A backup that was never restored is a hope. Test into another namespace each month.

quartzline/docker-compose-writer: docker
Writes docker-compose files for local development: databases, queues, health checks, volumes, one command to start.
  Pin the images. Use health checks instead of sleeping. Keep secrets in an env file that is ignored by Git.

quartzline/terraform-modules: terraform, infrastructure
Infrastructure as code with Terraform and OpenTofu: modules, remote state, imports, drift, and plans that are safe to
apply.
  Read the plan for the words destroyed and replaced. One state a stage. Never edit the state by hand.

quartzline/aws-s3-buckets: aws, storage
Uploads, lists, syncs and shares files in S3 buckets, with lifecycle rules, presigned links and public access blocked.
  Works with every S3-compatible store such as MinIO and R2. Sync with --dryrun first. A presigned link lasts seven days
  at most.

quartzline/aws-bill-detective: aws, cost
Explains an AWS invoice line by line and finds what costs money without being used.
  Begin with Cost Explorer by usage type. NAT gateways, old snapshots and data transfer are the usual suspects.

quartzline/ci-cd-pipelines: ci, deployment
Builds CI/CD pipelines for GitLab CI, Jenkins and CircleCI: stages, caches, artifacts, deployments with a way back.
  Fast checks first. Cache by lock file. Deploy the same artifact that was tested.

quartzline/github-actions: github, ci
Writes and repairs GitHub Actions workflows: matrix builds, reusable workflows, permissions, caching, flaky runners.
  Pin actions by their hash. Give the token the least rights. Use concurrency to cancel older runs.

quartzline/cloudflare-workers: serverless, edge
Builds and deploys Cloudflare Workers with wrangler: KV, D1, R2, Durable Objects, queues and cron triggers.
  The CPU limit is small, waiting is free. Secrets are set with wrangler secret put. Test with Miniflare.

quartzline/nginx-config: nginx, proxy
Reverse proxies, redirects, TLS, caching and rate limits in nginx, with a test before each reload.
  Run nginx -t. The longest prefix wins, regular expressions come after. Log the upstream time.

quartzline/server-hardening: linux, ssh, security
Secures a fresh Linux server: SSH keys only, firewall, automatic updates, fail2ban, users without root.
  Keep a second session open while you change sshd. Close everything, then open what is needed.

quartzline/prometheus-alerts: monitoring
Alert rules for Prometheus that wake somebody only when users suffer: burn rates, symptoms instead of causes.
  Every alert has a runbook. Two windows for each objective. Delete alerts that nobody acted on.

quartzline/grafana-dashboards: monitoring, dashboards
Builds Grafana dashboards for services: rate, errors, duration, saturation, with variables and links to logs.
  The top row answers whether it works. Twelve panels at most.

quartzline/log-detective: logging
Searches gigabytes of logs in Loki, Elasticsearch or plain files for the first error that explains the others.
  Fix the time range first. Follow one request id through all services. Count before you read.

quartzline/backup-restore: backup
Plans and tests backups of servers and databases with restic: what, how often, where, and how long a restore takes.
  Three copies, two kinds of media, one elsewhere. Practise the restore with a stopwatch.

quartzline/dns-and-domains: dns, whois
Looks up DNS records and whois data, plans a move of a domain and explains why a change is not visible yet.
  Lower the TTL a day before. Ask the authoritative server. An apex cannot be a CNAME.

quartzline/tls-certificates: ssl, tls
Issues and renews certificates with Let's Encrypt, and finds out why a browser does not trust a site.
  Check the chain, the names and the clock. Renew at two thirds of the lifetime.

quartzline/ansible-playbooks: ansible
Configures many servers alike with Ansible: roles, inventories, vaults, and playbooks that can run twice.
  Run with --check and --diff. A handler restarts once. Secrets belong in the vault.

quartzline/vercel-deploy: deployment
Deploys Next.js and other front ends to Vercel, with previews, environment variables and domains.
  Link the project first. Preview and production have variables of their own.

quartzline/postgres-admin: postgresql, database
Runs PostgreSQL: slow queries, vacuum, locks, replication, upgrades and connection pools.
  Look at pg_stat_statements. An idle transaction blocks vacuum. Upgrade on a copy first.

quartzline/redis-patterns: redis, caching
Uses Redis for caches, queues, locks and rate limits, and chooses keys and lifetimes.
  Every key has a lifetime. A lock needs a token. Measure the hit rate.

quartzline/kafka-streams: kafka
Operates Kafka topics, partitions, consumer groups and schemas, and finds out why a consumer lags.
  Order holds within a partition only. Lag is growing or shrinking; say which.

quartzline/uptime-watch: monitoring, uptime
Watches websites and tells you by mail or chat when one is down or its certificate runs out.
  Two places must agree before it alarms. A maintenance window silences it.

quartzline/on-call-handover: incident
Writes the handover of a week on call: what broke, what is fragile, what the next person should watch.
  Read the pages and the tickets. Five lines are enough. Name the noisiest alert.

quartzline/ssh-tunnels
Port forwarding, jump hosts and SOCKS proxies over SSH, explained with one picture each.
  Local forwards bring a remote port to you. Keep alive every thirty seconds.

quartzline/mysql-tuning: mysql, database
Speeds up MySQL and MariaDB: indexes, explain, buffer pool, slow query log.
  Read the plan from the inside out. An index on three columns also serves the first two.

quartzline/azure-functions: azure, serverless
Serverless functions on Microsoft Azure: triggers, bindings, identities and cold starts.
  Use a managed identity instead of keys. Isolated workers start slower.

quartzline/gcp-bigquery: bigquery, gcp
Writes BigQuery SQL that scans little, partitions tables and explains what a query costs before it runs.
  Always do a dry run. Select columns, not stars. Cluster by what you filter.
`)
