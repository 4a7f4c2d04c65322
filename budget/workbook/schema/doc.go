// Package schema names every sheet, column and word of a plan's workbook that
// is understood, in both languages: one row a column. The reader, the template
// and this list take their words from the rows; the list is written by
// TestDocListsTheRows -update. A star marks what must be there, a tilde a cell
// that may hold a distribution, an ellipsis one that may hold several entries.
//
// # Project 项目
//
// Settings of the plan: name on the left, value beside it. A setting that is left out takes its default, which the run log prints.
//
//   - Name 名称: text
//   - Plan ID 计划编号: text
//   - Currency 币种: text
//   - Start month 开始月份 *: month
//   - Horizon 期限(月): months, 60 when blank
//   - Language 语言: en, zh
//   - Fiscal year starts 财年起始月: text
//   - Decimal 小数符号: text
//   - Date order 日期顺序: text
//   - Read as 读取方式: text
//   - Not read 不读取: text
//   - As-of month 截止月份: month
//   - Version date 版本日期: month
//   - Last drill 演练日期: month
//   - Discount rate 折现率: yield a year, 8% when blank
//   - Discounting 折现时点: end, mid, start, end when blank
//   - Opening cash 期初现金: money, 0 when blank
//   - Minimum cash 最低现金: money, 0 when blank
//   - Tax rate 税率: share, 0% when blank, 0 to 1
//   - Budget limit 预算上限: money
//   - Approved reserve 批准储备: money
//   - Payback target 回收期目标(月): months
//   - Cost of equity 股权资本成本: yield a year
//   - Finance rate 融资利率: yield a year
//   - Reinvestment rate 再投资利率: yield a year
//   - Reserve confidence 储备置信度: probability, 80% when blank, 0 to 1
//   - Liquidity confidence 流动性置信度: probability, 90% when blank, 0 to 1
//   - Management reserve 管理储备: share
//   - Scenarios 情景数: number
//   - Accuracy 精度: share, 1% when blank
//   - Max scenarios 最大情景数: number, 1000000 when blank
//   - Seed 随机种子: number
//   - Sampling 抽样: Sobol, LHS, MC, Sobol when blank
//   - Copula 相关结构: text
//   - Learn frequencies 学习频率: yes or no
//   - Matrix probabilities 概率分级阈值: probability ...
//   - Matrix impacts 影响分级阈值: share ...
//   - Funding need 资金需求: money
//   - Optimise 优化: yes or no
//   - Optimise for 优化目标: cost of funds, NPV to equity, peak gap
//   - Amount step 金额步长: money
//   - Budget limit factor 预算上限系数: number
//   - DSCR floor 偿债备付率下限: number
//   - DSCR from 偿债备付率起算月份: month
//   - DSCR probability 低于下限的允许概率: probability, 0 to 1
//   - Concentration limit 集中度上限: number
//   - LLCR 贷款期偿债备付率: yes or no
//
// # Costs 成本
//
// Cost lines: what the project spends, when, and how sure that is.
//
//   - ID 编号 *: ID
//   - Name 名称: text
//   - Phase 阶段: design, procurement, construction, operation, other, or a word of your own
//   - Category 类别: text
//   - Owner 责任人: text
//   - Vendor 供应商: ID of Vendors
//   - Amount 金额 *: money
//   - Probability 概率: probability, 0 to 1
//   - Contingency % 预备费率: share
//   - Currency 币种: text
//   - Basis 口径: total, per month
//   - Low 最低: money ~, as Estimates are says
//   - Likely 最可能: money ~, as Estimates are says
//   - High 最高: money ~, as Estimates are says
//   - Shape 分布: Fixed, Uniform, Triangular, PERT, Normal, Lognormal
//   - Range means 区间含义: min-max, P5-P95, P10-P90, P15-P85
//   - Uncertainty 不确定性: money ~, as Estimates are says
//   - Estimates are 估计口径: amount, % of base
//   - Start 开始: month
//   - Expected start 预计开始: month
//   - End 结束: month
//   - Months 月数: months
//   - Slip 延迟: months ~
//   - Stretch 工期系数: factor ~
//   - Profile 支出曲线: even, front, back, s-curve, rayleigh, start, end, or a word of your own
//   - Driver 驱动因素: ID of Drivers
//   - Escalation % 年涨价率: yield a year, -0.5 to 2
//   - Payment lag 付款滞后: months ~
//   - Advance % 预付: share, 0 to 1
//   - Retention % 质保金比例: share, 0 to 1
//   - Retention months 质保期: months
//   - VAT % 增值税率: share, 0 to 1
//   - VAT recoverable 增值税可抵扣: yes or no
//   - VAT lag 退税滞后: months
//   - Include 是否计入: yes or no
//
// # Revenue 收入
//
// Revenue streams: what customers pay, from when, and how sure that is.
//
//   - ID 编号 *: ID
//   - Name 名称: text
//   - Currency 币种: text
//   - Amount per month 月收入: money
//   - Units 数量: number
//   - Price 单价: money
//   - Start 开始: month
//   - Expected start 预计开始: month
//   - End 结束: month
//   - Ramp months 爬坡: months
//   - Ramp shape 爬坡形状: linear, s-curve
//   - Growth 增长率: growth a year, -0.99 to 10
//   - Volume 销量不确定性: factor ~
//   - Price uncertainty 价格不确定性: factor ~
//   - Shift 延迟: months ~
//   - Driver 驱动因素: ID of Drivers
//   - Collection lag 回款滞后: months ~
//   - Uncollectable 坏账率: share ~
//   - Monthly noise 月度波动: share, 0 to 3
//   - Partner 合作方: ID of Partners
//
// # Funding 资金来源
//
// Funding sources: who gives money, when, on what terms, and how sure that is.
//
//   - ID 编号 *: ID
//   - Name 名称: text
//   - Kind 类型 *: loan, revolver, equity, own funds, venture capital, industry fund, grant, partner contribution, customer prepayment
//   - Currency 币种: text
//   - Committed 承诺金额 *: money
//   - Date 到位日期: month
//   - Expected 预计到位: month
//   - Status 状态: open, closed, open when blank
//   - Delay 延迟: months ~
//   - Arrival probability 到位概率: probability, 0 to 1
//   - Amount factor 金额系数: factor ~
//   - Upfront fee % 前端费率: fee, 0 to 1
//   - Commitment fee % 承诺费率: fee, 0 to 1
//   - Rate 年利率: interest a year, 0 to 1
//   - Rate driver 利率驱动因素: ID of Drivers
//   - Spread 利差: interest a year, -0.5 to 1
//   - Paid return 支付回报率: interest a year, 0 to 1
//   - Grace 宽限期: months
//   - Interest in grace 宽限期利息: paid, capitalised
//   - Repayment 还款方式: none, bullet, equal principal, annuity, sweep
//   - Term 期限: months
//   - Payment frequency 付款频率: monthly, quarterly, half-yearly, yearly, monthly when blank
//   - Available from 可用起始: month
//   - Available to 可用截止: month
//   - Priority 优先级: number
//   - Draw 提款方式: scheduled, on demand
//   - Max share 最高占比: share, 0 to 1
//   - Min amount 最低金额: money
//   - Max amount 最高金额: money
//   - Co-financing ratio 资助比例: share, 0 to 1
//   - Recovered from 抵扣收入: ID ...
//   - Equity share 股权比例: share, 0 to 1
//   - Partner 合作方: ID of Partners
//
// # Tranches 到位计划
//
// Dated instalments of the funding sources.
//
//   - Source 来源 *: ID of Funding
//   - Date 日期 *: month
//   - Expected 预计到位: month
//   - Status 状态: open, closed, open when blank
//   - Amount 金额 *: money
//   - Probability 概率: probability, 0 to 1
//   - Delay 延迟: months ~
//   - Condition 条件: ID ...
//
// # Risks 风险
//
// Risk register: what may happen, how often, and what it would do.
//
//   - ID 编号 *: ID
//   - Name 名称: text
//   - Category 类别: technical, cooperation, legal, market, financial, supply chain, operations, security, other
//   - Owner 责任人: text
//   - Probability 概率: probability, 0 to 1
//   - Per year 年频率: events a year, 0 to 10
//   - From 起始: month
//   - To 截止: month
//   - Currency 币种: text
//   - Cost impact 成本影响: money ~, as Impact is says
//   - Impact is 影响口径: amount, factor, % of affected
//   - Impact months 影响月数: months
//   - Delay impact 延迟影响(月): months ~
//   - Revenue impact % 收入影响: change ~
//   - Affects 影响对象: text ...
//   - Depends on 前置风险: ID ...
//   - Probability if parent 前置发生时概率: probability, 0 to 1
//   - Response 应对措施: text
//   - Response on 采用应对: yes or no
//   - Response cost 应对成本: money
//   - Residual probability 剩余概率: probability, as Per year says, 0 to 1
//   - Residual impact % 剩余影响: change, 0 to 10
//   - Status 状态: open, closed, occurred
//
// # Drivers 驱动因素
//
// Indices: prices, wages, exchange and interest rates over the months.
//
//   - Name 名称 *: ID
//   - Kind 类型: fixed, walk, revert, table
//   - Growth 增长率: growth a year, -0.99 to 10
//   - Volatility 波动率: volatility a year, 0 to 3
//   - Speed 回归速度: number, 0 to 100
//   - Base value 基准值: level
//   - Description 说明: text
//
// # Vendors 供应商
//
// Suppliers and how far they can be relied on.
//
//   - Name 名称 *: ID
//   - Grade 等级: A, B, C, D
//   - On-time rate 准时率: probability, 0 to 1
//   - Delay 延迟: months ~
//   - Price volatility 价格波动: volatility a year, 0 to 3
//
// # Partners 合作方
//
// Parties of a joint operation; each column of shares adds up to one.
//
//   - Name 名称 *: ID
//   - Cost share 成本分摊: share, 0 to 1
//   - Revenue share 收入分成: share, 0 to 1
//   - Funding share 出资比例: share, 0 to 1
//   - Discount rate 折现率: yield a year, -0.5 to 1
//
// # Correlations 相关性
//
// Quantities that move together: rank correlations.
//
//   - A 变量A: ID
//   - B 变量B: ID
//   - Rho 相关系数: correlation, -1 to 1
//
// # Profiles 支出曲线
//
// Spending curves of your own: shares of the amount by month.
//
//   - Name 名称 *: ID
//
// # Mixes 资金组合
//
// Candidate funding mixes: a row for each source, a column for each mix, named by its header.
//
//   - Source 来源 *: ID of Funding
//   - Name 名称: text
//   - Note 备注: text
//
// # Stress 压力情景
//
// What the mixes are tried against: one stress a row.
//
//   - Shock 冲击 *: text
//   - Name 名称: text
//   - Set 组: text
//
// # Actuals 实际
//
// What really happened, month by month.
//
//   - Date 日期: month
//   - Kind 类型: cost, revenue, funding, repayment, interest, driver
//   - ID 编号 *: ID
//   - Currency 币种: text
//   - Amount 金额: money
//   - Basis 口径: paid, incurred, paid when blank
//
// # Progress 进度
//
// How far the work has come at the as-of month.
//
//   - ID 编号 *: ID
//   - % complete 完成比例 *: share, 0 to 1
//
// # Events 风险事件
//
// Log of risks that did happen.
//
//   - Date 日期 *: month
//   - Risk 风险编号 *: ID
//   - Grade 等级: ordinary, larger, major, extremely major
//   - Loss 损失: money
//   - Note 备注: text
//
// # Ledger 储备台账
//
// Reserve approved and drawn.
//
//   - Date 日期 *: month
//   - Currency 币种: text
//   - Amount 金额 *: money
//   - For what 用途: text
//   - Approved by 批准人: text
//
// # Rules 预警规则
//
// When a figure becomes a warning, and who then does what.
//
//   - Metric 指标 *: Probability of overrun, EAC to budget, CPI, SPI, Probability of a gap within 3 months, Probability of a gap within 6 months, Days a source is late, Reserve adequacy, Payback P80 to target, Line near its red line, Vendor late rate, Concentration of funding, Months of runway, Committed to budget, Event grade, Reserve drawn of approved
//   - General 一般: threshold, as Metric says
//   - Higher 较大: threshold, as Metric says
//   - Major 重大: threshold, as Metric says
//   - Owner 责任人: text
//   - Response 应对措施: text
//   - Grade 事件级别: ordinary, larger, major, extremely major
//   - Months in a row 连续月数: number
//
// # Commitments 承诺
//
// What contracts bind: one row for each line of a contract.
//
//   - Line 成本项 *: ID of Costs
//   - Contract 合同编号: text
//   - Vendor 供应商: ID of Vendors
//   - Date 日期 *: month
//   - Currency 币种: text
//   - Amount 金额 *: money
//   - Invoiced 已开票: money
//   - Paid 已付: money
//   - Retention % 质保金比例: share, 0 to 1
//   - Release 质保金释放: month
//
// # Changes 变更
//
// What moved budgets after approval: transfers between lines and change orders.
//
//   - Change 变更编号 *: ID
//   - Date 日期 *: month
//   - Kind 类型: transfer, change order
//   - From 调出: ID of Costs
//   - Line 成本项 *: ID of Costs
//   - Currency 币种: text
//   - Amount 金额 *: money
//   - Approved by 批准人: text
//   - Reason 原因: text
//
// # Gates 阶段闸口
//
// Decisions at the gate of each phase: budget released, reserve allocated and given back.
//
//   - Phase 阶段 *: design, procurement, construction, operation, other, or a word of your own
//   - Date 日期 *: month
//   - Released 释放预算 *: money
//   - Reserve 储备分配: money
//   - Reserve returned 储备收回: money
//   - Closed 已结束: yes or no
//   - Approved by 批准人: text
//
// # Actions 整改
//
// What is done about warnings and events: who, what, until when, how far.
//
//   - Action 整改编号 *: ID
//   - Date 日期 *: month
//   - Metric 指标: Probability of overrun, EAC to budget, CPI, SPI, Probability of a gap within 3 months, Probability of a gap within 6 months, Days a source is late, Reserve adequacy, Payback P80 to target, Line near its red line, Vendor late rate, Concentration of funding, Months of runway, Committed to budget, Event grade, Reserve drawn of approved
//   - Where 对象: ID
//   - What 措施: text
//   - Owner 责任人: text
//   - Due 期限: month
//   - Status 状态 *: seen, answered, escalated, closed
//   - Outcome 结果: text
//
// # Deliveries 交付记录
//
// What vendors delivered, and when: one row for each delivery.
//
//   - Vendor 供应商 *: ID of Vendors
//   - Ordered 下单日期 *: month
//   - Promised 承诺日期: month
//   - Delivered 交付日期: month
//   - Quantity 数量 *: number
//   - Accepted 验收数量: number
//   - Claim 索赔金额: money
//
// # Position 现状
//
// What there is, owed and due at the end of the as-of month: it counts before what actuals and terms say.
//
//   - Item 项目 *: bank, debt, payables, receivables, advances
//   - ID 编号: ID
//   - Date 日期 *: month
//   - Currency 币种: text
//   - Amount 金额 *: money
//
// # Resources 应急资源台账
//
// Ledger of emergency resources: what is held, what was taken for an event and came back, and what each grade of event needs.
//
//   - Resource 资源 *: ID
//   - Date 日期 *: month
//   - Entry 业务: stock, use, return, need, stock when blank
//   - Quantity 数量 *: number
//   - Kind 类别: text
//   - Tier 层级: text
//   - Holder 保管人: text
//   - Event 事件: ID of Risks
//   - Grade 等级: ordinary, larger, major, extremely major
//   - Note 备注: text
//
// # Scorecard rules 考核规则
//
// How owners, teams and vendors are appraised: how much each measure counts, and its limits.
//
//   - Measure 考核指标 *: CPI, Beyond base and reserve, Reserve used, Forecast error, Late rate
//   - Weight 权重 *: number
//   - A A: threshold, as Measure says
//   - B B: threshold, as Measure says
//   - C C: threshold, as Measure says
//   - Team 团队: text
//   - Members 成员: text
//
// # Reference 参考类别
//
// How far comparable projects overran: a column of past overruns, or a built-in class.
//
//   - Class 类别: roads, rail, bridges and tunnels, standard buildings, non-standard buildings, standard civil engineering, non-standard civil engineering, equipment and development, IT projects, or a word of your own
//   - Project 项目: text
//   - Overrun 超支率: excess
package schema
