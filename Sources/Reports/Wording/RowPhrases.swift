/// Why a row is refused, in both languages.
extension IntakePhrase {
  static let all = rows + files

  /// In the order in which they are tried: what says more stands before what says less.
  static let rows: [IntakePhrase] = [
    IntakePhrase(
      "{} is required and empty; write what is decided, or revoke and the decision's id as target "
        + "to take one back",
      "{0} 为必填，现为空；请填写决定，撤回决定请填 revoke 并以决定编号为目标"),
    IntakePhrase(
      "{} is no mark of a survey; write 1, 2, 3, 4 or 5",
      "{0} 不是有效评分；请填写 1 至 5"),
    IntakePhrase(
      "{} is required and empty",
      "{0} 为必填，现为空"),
    IntakePhrase(
      "{} is not an amount; write it like 1234.50",
      "{0} 不是金额；请写成 1234.50 的形式"),
    IntakePhrase(
      "{} has more places than {} has ({})",
      "{0} 的小数位多于 {1} 的规定（{2}）"),
    IntakePhrase(
      "{} is larger than Backhaul takes (10^15 of the smallest unit)",
      "{0} 超出可处理范围（最小货币单位的 10^15）"),
    IntakePhrase(
      "{} is negative; the type {} gives the direction, write it without sign",
      "{0} 为负数；方向由类别 {1} 决定，请不带符号填写"),
    IntakePhrase(
      "{} is negative; {} is 0 or more",
      "{0} 为负数；{1} 应不小于 0"),
    IntakePhrase(
      "{} is not a whole number; write it like 12",
      "{0} 不是整数；请写成 12 的形式"),
    IntakePhrase(
      "{} is not a whole number",
      "{0} 不是整数"),
    IntakePhrase(
      "{} is not a date or time; write it like 2026-11-22 or 2026-11-22T08:00:00+08:00",
      "{0} 不是日期或时间；请写成 2026-11-22 或 2026-11-22T08:00:00+08:00 的形式"),
    IntakePhrase(
      "{} is not known; expected one of: {}",
      "{0} 无法识别；应为以下之一：{1}"),
    IntakePhrase(
      "{} is not yes or no",
      "{0} 不是“是/否”（yes 或 no）"),
    IntakePhrase(
      "{} is not a currency of ISO 4217; write it like CNY",
      "{0} 不是 ISO 4217 币种；请写成 CNY 的形式"),
    IntakePhrase(
      "{} holds a control character; an id must not",
      "{0} 含有控制字符；编号不得含有"),
    IntakePhrase(
      "{} is not in the profile's map; add it there",
      "{0} 不在该导出格式的对照表中；请补充"),
    IntakePhrase(
      "the time zone of {} is not known; name it like Europe/Berlin",
      "{0} 的时区无法识别；请写成 Europe/Berlin 的形式"),
    IntakePhrase(
      "{} in the file's own lines is not a date",
      "文件自带行中的 {0} 不是日期"),
    IntakePhrase(
      "part of the record of line {}: {}",
      "属于第 {0} 行的记录：{1}"),
    IntakePhrase(
      "a row of this kind needs the column {}, and the file does not have it",
      "此类行需要列 {0}，文件中没有"),
    IntakePhrase(
      "no rule of profile {} fits this row; add one to `records` or to `leave_out`",
      "导出格式 {0} 中没有适用于此行的规则；请在 `records` 或 `leave_out` 中补充"),
    IntakePhrase(
      "the row names no shop; add a column shop_id, or put the file in inbox/<shop>/; "
        + "known shops: {}",
      "此行未注明店铺；请增加列 shop_id，或将文件放入 inbox/<shop>/；已知店铺：{0}"),
    IntakePhrase(
      "no shop {}; known shops: {}",
      "没有店铺 {0}；已知店铺：{1}"),
    IntakePhrase(
      "the header stands here again; are these two files in one?",
      "此处再次出现表头；是否把两个文件合成了一个？"),
    IntakePhrase(
      "a row after the file's own totals; are these two files in one?",
      "文件合计之后还有数据行；是否把两个文件合成了一个？"),
    IntakePhrase(
      "the row has {} cells, expected {}; a delimiter or a line break is lost",
      "此行有 {0} 个单元格，应为 {1} 个；可能缺少分隔符或换行"),
    IntakePhrase(
      "the row has {} cells, expected {}; quote cells that hold the delimiter",
      "此行有 {0} 个单元格，应为 {1} 个；含分隔符的单元格请加引号"),
    IntakePhrase(
      "the element {} stands twice in one record; keep one",
      "同一记录中元素 {0} 出现两次；请只保留一个"),
    IntakePhrase(
      "byte {} at offset {} is no text in the file's encoding; export the row again as "
        + "UTF-8",
      "偏移 {1} 处的字节 {0} 不符合文件编码；请以 UTF-8 重新导出该行"),
    IntakePhrase(
      "a quote opened on line {} is never closed; close it, or double it if it is part "
        + "of the text",
      "第 {0} 行的引号没有结束；请补上，若属于正文请写两个引号"),
    IntakePhrase(
      "column {} has a quote inside unquoted text; put the cell in quotes and double the "
        + "quote inside",
      "第 {0} 列未加引号的文字中含有引号；请给单元格加引号，并把其中的引号写两个"),
    IntakePhrase(
      "column {} goes on after its closing quote; double the quote if it is part of the "
        + "text",
      "第 {0} 列在结束引号之后还有文字；若引号属于正文请写两个"),
    IntakePhrase(
      "column {} is longer than {} bytes; is a quote or a line end missing?",
      "第 {0} 列超过 {1} 字节；是否缺少引号或换行？"),
    IntakePhrase(
      "the row is longer than {} bytes; is a quote or a line end missing?",
      "此行超过 {0} 字节；是否缺少引号或换行？"),
    IntakePhrase(
      "the row has more than {} columns; is the delimiter another one?",
      "此行超过 {0} 列；分隔符是否不同？"),
    IntakePhrase(
      "{}: the file says {}, its rows give {}",
      "{0}：文件标明 {1}，明细合计 {2}"),
    IntakePhrase(
      "{}: no {}, so that it is whole is not proven",
      "{0}：缺少{1}，无法证明文件完整"),
    IntakePhrase(
      "{}: balances and entries are in several currencies ({}) and cannot be compared",
      "{0}：余额与明细有多个币种（{1}），无法比较"),
  ]

  /// Parts of a reason.
  static let parts: [IntakePhrase] = [
    IntakePhrase("{} decimals", "{0} 位小数"),
    IntakePhrase("<{}> is not closed", "<{0}> 未结束"),
  ]

  static let words = [
    "no decimals": "不允许小数", "none": "无", "no attribute feed": "没有 feed 属性",
    "the root element is missing or its tag is not complete": "缺少根元素或其标签不完整",
    "a zstd file": "zstd 文件", "a tar archive": "tar 归档", "a PDF document": "PDF 文档",
    "a picture": "图片", "a 7z archive": "7z 压缩包", "a RAR archive": "RAR 压缩包",
    "a bzip2 file": "bzip2 文件", "an xz file": "xz 文件", "a FIFO": "管道", "a symbolic link": "符号链接",
    "a folder": "文件夹", "a socket": "套接字",
    "a device": "设备", "no regular file": "特殊文件", "opening balance": "期初余额",
    "closing balance": "期末余额",
  ]
}
