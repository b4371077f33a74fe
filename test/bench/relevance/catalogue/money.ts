import { skills } from '../skill-text.ts'

export const MONEY = skills(`
ledgerline/stock-quotes: stocks, market-data
Current stock prices, daily change and volume for any ticker, from free market data.
  Prices are delayed by fifteen minutes. Ask for the exchange if a ticker exists twice.

moonbyte/yahoo-finance: stocks
Yahoo Finance from the terminal: quotes, history, dividends, options, analyst ratings.
  Install the script with uv. Use symbols such as SAP.DE. History is adjusted for splits.

ledgerline/portfolio-tracker: investing, stocks
Tracks shares, funds and gold you own: value, gain, dividends, and how far it is from the planned mix.
  Trades come from the broker's CSV. Returns are weighted by money. No advice to buy.

ledgerline/earnings-calendar: stocks, earnings
Which companies report this week, what is expected, and a short summary after the call.
  Times are before or after the market. Surprises are in per cent of the estimate.

ledgerline/technical-charts: trading, indicators
Reads price charts of shares and coins: trends, support, RSI, MACD, moving averages, candlesticks.
  Signals are no promise. Name the level at which the idea is wrong.

ledgerline/sec-filings: sec, research
Finds and reads annual and quarterly reports (10-K, 10-Q, 8-K) of American companies at EDGAR.
  Quote the page. Compare risk factors with last year.

ledgerline/stock-inventory: warehouse, inventory
Keeps the stock of a small warehouse: counts, reorder points, shelf places, shrinkage.
  Count a tenth each week. Reorder at demand times lead time plus safety.

moonbyte/coin-prices: crypto, bitcoin
Prices and market caps of Bitcoin, Ethereum and thousands of other coins, with alerts.
  Symbols are not unique; use the id. Alerts are checked every five minutes.

moonbyte/bitcoin-wallet: bitcoin, lightning
A wallet for agents that sends and receives bitcoin over Lightning, with limits for each day.
  Ask before each payment above the limit. Back up the seed on paper.

moonbyte/defi-yields: defi, ethereum
Compares lending and staking yields across DeFi protocols, with their risks.
  A high yield is a warning. Check audits and how much is locked.

moonbyte/evm-transactions: ethereum, blockchain
Reads accounts, tokens and transactions of Ethereum, Base and Polygon, and decodes what a transaction did.
  Reading needs no key. Never paste a private key into a chat.

ledgerline/receipt-scanner: expenses, ocr
Photos of receipts become expense entries: merchant, date, amount, VAT, category.
  Check that net and tax add up. Foreign amounts keep their currency.

ledgerline/expense-report: expenses, travel
Puts a business trip's costs together as a report with receipts, mileage and daily allowances.
  Group by day. Missing receipts are listed. Uses the rates of the year.

ledgerline/household-budget: budget, ynab
A family budget with envelopes in YNAB or a spreadsheet: where the money went, what is left until payday.
  Start from last month's real spending. Irregular bills are split into twelfths.

ledgerline/bank-statement-import: banking, csv
Imports bank statements (CSV, MT940, CAMT) and sorts the transactions into categories by rules.
  Detect the bank by the header. Duplicates are found by date, amount and text.

ledgerline/tax-return-helper: tax
Collects what a tax return needs, finds deductions, and explains each form in plain words.
  Ask for the country and year first. Not a tax adviser. Lists missing papers.

quartzline/stripe-billing: stripe, payments
Subscriptions, invoices, refunds and webhooks with Stripe.
  Webhooks arrive twice and in any order. Use idempotency keys. Test clocks travel in time.

ledgerline/currency-converter: currency, exchange-rates
Converts amounts between currencies with the rates of the European Central Bank, today or on any past day.
  Weekends use Friday's rate. Round at the end.

ledgerline/mortgage-calculator: mortgage, real-estate
Monthly payments, total interest and the effect of early repayment for a home loan.
  Ask for price, deposit, rate and years. Shows a table by year.

saltmarsh/flat-hunter: real-estate, apartments
Searches listings for a flat to rent, by price, size, commute and pets, and writes the application.
  Checks every half hour. Warns of scams that want money before a viewing.

ledgerline/rent-or-buy: real-estate
Compares renting with buying a house over twenty years, with costs that people forget.
  Maintenance is one per cent a year. Moves and fees count. Shows when buying wins.

ledgerline/property-valuation: real-estate
Estimates what a house or apartment is worth from comparable sales, condition and location.
  Three sales within a kilometre. Adjust for floor, balcony and year. Give a range.

ledgerline/landlord-letters: real-estate, letters
Letters between landlord and tenant: deposit, repairs, rent increase, notice to quit.
  Ask for country and contract. Deadlines come first. Friendly before formal.

ledgerline/payroll-run: payroll, hr
Prepares the monthly payroll: hours, bonuses, taxes, payslips, and a check against last month.
  A difference over ten per cent is explained. Two people approve.

saltmarsh/subscription-cancel: subscriptions
Finds subscriptions you pay for and do not use, and writes the cancellation.
  Reads the bank statement. Notes the notice period. Asks for a written confirmation.

saltmarsh/price-watch: shopping, deals
Watches prices at Amazon and other shops and tells you when something is really cheaper than usual.
  Compares with the last ninety days. Shipping counts.

ledgerline/startup-financials: startup, fundraising
Financial model for a young company: revenue, burn, runway, hiring plan, cap table.
  Assumptions on one page. Three scenarios. Cash is checked by month.

ledgerline/prediction-markets: betting, polymarket
Odds of Polymarket and Kalshi on elections, sports and rates, and how they moved.
  Thin markets lie. Shows volume with each price.

ledgerline/insurance-claims: insurance
Writes an insurance claim after water damage, theft or an accident, with photos and receipts in order.
  Report within the deadline. Facts before feelings. Keep broken things.

brightloom/market-research: business, strategy
Sizes a market and compares competitors: customers, prices, positioning, and what is missing.
  From the bottom up. Each figure has a source. Talk to five customers.

ledgerline/gold-price
Spot price of gold and silver in any currency by gram or ounce.
  Ounces are troy. Jewellery is worth less.
`)
