/// Why a file, or a member of it, is held or refused, in both languages.
extension IntakePhrase {
  /// In the order in which they are tried: what says more stands before what says less.
  static let files: [IntakePhrase] = [
    IntakePhrase(
      "profile {} names the zone {}, which is not known here; write an offset such as "
        + "+01:00, or a zone that a shop of the workspace has",
      "导出格式 {0} 使用的时区 {1} 未知；请写 +01:00 这样的时差，或店铺已有的时区"),
    IntakePhrase(
      "the header fits the feeds {} equally; add a column that only one of them has",
      "表头同样符合多个数据类型（{0}）；请增加只属于其中之一的列"),
    IntakePhrase(
      "no feed or profile fits: line {} is {}; nearest is {}. Rename the columns, or "
        + "write a profile for this source",
      "没有合适的数据类型或导出格式：第 {0} 行为 {1}；最接近的是 {2}。请修改列名，或为此来源编写导出格式"),
    IntakePhrase(
      "no feed or profile fits: line {} is {}; no feed or profile has any of its "
        + "columns. Rename the columns, or write a profile for this source",
      "没有合适的数据类型或导出格式：第 {0} 行为 {1}；其中没有任何已知的列。请修改列名，或为此来源编写导出格式"),
    IntakePhrase(
      "no feed or profile fits: line {} is {}; {}. Rename the columns, or write a "
        + "profile for this source",
      "没有合适的数据类型或导出格式：第 {0} 行为 {1}。请修改列名，或为此来源编写导出格式"),
    IntakePhrase(
      "no feed or profile fits: the root element is {}; expected backhaul with an "
        + "attribute feed, or a file of one of the XML profiles: {}",
      "没有合适的数据类型或导出格式：根元素为 {0}；应为带 feed 属性的 backhaul，或以下 XML 导出格式之一：{1}"),
    IntakePhrase(
      "the column {} stands twice in the header; keep one",
      "表头中列 {0} 出现两次；请只保留一个"),
    IntakePhrase(
      "profile {} needs the column {} for {}; the header has: {}",
      "导出格式 {0} 需要列 {1}；表头为：{3}"),
    IntakePhrase(
      "the header: {}",
      "表头无法读取（{0}）"),
    IntakePhrase(
      "the element backhaul has {}; expected one of: {}",
      "元素 backhaul 的属性为 {0}；应为以下之一：{1}"),
    IntakePhrase(
      "profile {} expects an element {}, and the file has none",
      "导出格式 {0} 需要元素 {1}，文件中没有"),
    IntakePhrase(
      "the file holds no row",
      "文件中没有数据行"),
    IntakePhrase(
      "holds more than {} bytes when decoded. Split it into several files.",
      "解压后超过 {0} 字节。请拆分为多个文件。"),
    IntakePhrase(
      "decodes to more than {} times its size ({} bytes), as a compression bomb does. If "
        + "the file is genuine, deliver it uncompressed.",
      "解压后超过原大小（{1} 字节）的 {0} 倍，疑似压缩炸弹。若文件可信，请不压缩送交。"),
    IntakePhrase(
      "holds a workbook of more than {} bytes. Unpack it and deliver that.",
      "内含超过 {0} 字节的工作簿。请解压后送交。"),
    IntakePhrase(
      "holds another compressed file; expected CSV, XML or, in a .zip, .xlsx workbooks. "
        + "Unpack the inner file and deliver that.",
      "内含另一个压缩文件；应为 CSV、XML，或 .zip 中的 .xlsx 工作簿。请解压内层文件后送交。"),
    IntakePhrase(
      "is UTF-32; expected UTF-8, UTF-16 or GB18030. Export it again as UTF-8.",
      "编码为 UTF-32；应为 UTF-8、UTF-16 或 GB18030。请以 UTF-8 重新导出。"),
    IntakePhrase(
      "has a NUL byte at offset {} and is no UTF-16; expected text. Export the file "
        + "again as CSV or XML in UTF-8.",
      "偏移 {0} 处有空字节，且不是 UTF-16；应为文本。请以 UTF-8 重新导出为 CSV 或 XML。"),
    IntakePhrase(
      "the XML declaration says encoding {}, which the bytes are not or which cannot be "
        + "read; expected one of UTF-8, GB18030, GBK, UTF-16 with a byte order mark, Big5, "
        + "Shift_JIS, ISO-8859-1. Export it again as UTF-8.",
      "XML 声明的编码 {0} 与内容不符或无法读取；应为 UTF-8、GB18030、GBK、带 BOM 的 UTF-16、Big5、Shift_JIS 或 "
        + "ISO-8859-1。请以 UTF-8 重新导出。"),
    IntakePhrase(
      "is neither UTF-8 (byte {} at offset {}) nor GB18030 (byte {} at offset {}). "
        + "Export the file again as UTF-8, or name its encoding in a profile.",
      "既不是 UTF-8（偏移 {1} 处字节 {0}）也不是 GB18030（偏移 {3} 处字节 {2}）。请以 UTF-8 重新导出，或在导出格式中注明编码。"),
    IntakePhrase(
      "is neither UTF-8 (byte {} at offset {}) nor GB18030 (byte {} at offset {}). "
        + "Export the file again as UTF-8, or name its encoding in a profile, as "
        + "legacy_encoding: windows-1252.",
      "既不是 UTF-8（偏移 {1} 处字节 {0}）也不是 GB18030（偏移 {3} 处字节 {2}）。请以 UTF-8 重新导出，或在导出格式中注明编码，"
        + "如 legacy_encoding: windows-1252。"),
    IntakePhrase(
      "looks like Western text in an old encoding, whose letters would come out as Chinese ones "
        + "(byte {} at offset {}). Export the file again as UTF-8, or name its encoding in a "
        + "profile, as legacy_encoding: windows-1252.",
      "像是旧式西文编码（偏移 {1} 处字节 {0}），按中文读取会成乱码。请以 UTF-8 重新导出，或在导出格式中注明编码，"
        + "如 legacy_encoding: windows-1252。"),
    IntakePhrase(
      "SHA-256 is not to be had from libcrypto; expected OpenSSL 3. Repair the "
        + "installation.",
      "无法计算 SHA-256；需要 OpenSSL 3。请修复安装。"),
    IntakePhrase(
      "is {}; expected CSV or XML. Download the report as CSV and deliver that.",
      "文件类型为“{0}”；应为 CSV 或 XML。请下载 CSV 报表后送交。"),
    IntakePhrase(
      "is {}; expected a plain, .gz or .zip file. Unpack it, or pack it as .zip.",
      "文件类型为“{0}”；应为普通文件、.gz 或 .zip。请解压，或改用 .zip 打包。"),
    IntakePhrase(
      "is {}; expected a regular file. Put a copy of the file itself here.",
      "文件类型为“{0}”；应为普通文件。请放入文件本身的副本。"),
    IntakePhrase(
      "the gzip data end early, after {} bytes; expected its closing checksum. Deliver "
        + "the complete file again.",
      "gzip 数据在 {0} 字节后中断，缺少结尾校验。请重新送交完整文件。"),
    IntakePhrase(
      "the gzip data are damaged ({}); expected a whole gzip file. Deliver it again.",
      "gzip 数据已损坏；请重新送交完整文件。"),
    IntakePhrase(
      "is empty; expected a header line or an XML document. Deliver the file again.",
      "文件为空；应有表头行或 XML 文档。请重新送交。"),
    IntakePhrase(
      "the folder cannot be read: {}. Give this user the right to read it.",
      "无法读取该文件夹。请授予读取权限。"),
    IntakePhrase(
      "the name is not UTF-8 or holds control characters. Rename it.",
      "文件名不是 UTF-8 或含有控制字符。请重命名。"),
    IntakePhrase(
      "folders are nested more than {} deep. Move it up.",
      "文件夹层级超过 {0} 层。请上移。"),
    IntakePhrase(
      "the file was changed, replaced or removed while it was being read; expected a "
        + "complete file. Write it under another name (for example with .part at the end) "
        + "and rename it when it is complete.",
      "文件在读取过程中被修改、替换或删除。请先以其他名称（如以 .part 结尾）写入，完成后再改名。"),
    IntakePhrase(
      "the path leaves its folder; expected a path below it without empty parts, . or ..",
      "路径越出其文件夹；路径中不得有空段、“.”或“..”。"),
    IntakePhrase(
      "cannot be opened: {}. Check that it exists and that this user may read it.",
      "无法打开。请确认文件存在且有读取权限。"),
    IntakePhrase(
      "this system cannot read {} (iconv has no table for it). Install libc's charset "
        + "tables, or deliver the file in UTF-8.",
      "本系统无法读取编码 {0}。请安装系统字符集表，或以 UTF-8 送交文件。"),
    IntakePhrase(
      "more than {} bytes are no {}, the last at offset {} ({}). Export the file again "
        + "as UTF-8, or name its encoding in the profile.",
      "超过 {0} 个字节不符合编码 {1}，最后一个在偏移 {2}（{3}）。请以 UTF-8 重新导出，或在导出格式中注明编码。"),
    IntakePhrase(
      "the byte at offset {} ({}) is no {}. Export the file again as UTF-8, or name its "
        + "encoding in the profile.",
      "偏移 {0} 处的字节（{1}）不符合编码 {2}。请以 UTF-8 重新导出，或在导出格式中注明编码。"),
    IntakePhrase(
      "holds more than {} entries. Split it into several files.",
      "条目超过 {0} 个。请拆分为多个文件。"),
    IntakePhrase(
      "the zip file holds no files; expected CSV or XML. Deliver it again.",
      "zip 文件中没有文件；应有 CSV 或 XML。请重新送交。"),
    IntakePhrase(
      "is a spreadsheet; expected CSV or XML. Open it and save the sheet as CSV (UTF-8), "
        + "or download the report as CSV, and deliver that.",
      "是电子表格；应为 CSV 或 XML。请打开后将工作表存为 CSV（UTF-8），或下载 CSV 报表后送交。"),
    IntakePhrase(
      "the zip entry is encrypted; expected one without a password. Deliver it unpacked.",
      "zip 条目已加密；应不带密码。请解压后送交。"),
    IntakePhrase(
      "the zip entry is {}; expected a file. Pack the file itself.",
      "zip 条目类型为“{0}”；应为文件。请打包文件本身。"),
    IntakePhrase(
      "the zip file is damaged or of an unknown kind ({}); expected a whole zip file. "
        + "Deliver it again.",
      "zip 文件已损坏或类型未知；请重新送交完整的 zip 文件。"),
    IntakePhrase(
      "no memory for reading the zip file. Free memory and run again.",
      "读取 zip 文件时内存不足。请释放内存后重新运行。"),
    IntakePhrase(
      "the zip file lost an entry while it was read. Deliver it again.",
      "读取过程中 zip 文件缺失条目。请重新送交。"),
    IntakePhrase(
      "libxml2 gives no parser; expected free memory. Run again.",
      "内存不足，无法解析 XML。请重新运行。"),
    IntakePhrase(
      "is not well-formed XML (libxml2 error {}); expected a well-formed document. "
        + "Export it again.",
      "不是格式良好的 XML（libxml2 错误 {0}）。请重新导出。"),
    IntakePhrase(
      "ends early at line {}: {}. The transfer was cut off; deliver the complete file "
        + "again.",
      "在第 {0} 行中断：{1}。传输不完整；请重新送交完整文件。"),
    IntakePhrase(
      "line {} has a byte or character that XML in this encoding does not allow; "
        + "expected the encoding of the XML declaration. Export it again as UTF-8.",
      "第 {0} 行含有 XML 编码不允许的字节或字符。请以 UTF-8 重新导出。"),
    IntakePhrase(
      "line {} goes on after the end of the root element; expected one document. Deliver "
        + "each in its own file.",
      "第 {0} 行在根元素结束之后仍有内容；应为单个文档。请分开送交。"),
    IntakePhrase(
      "line {} is not well-formed XML ({}); expected a well-formed document. Export it "
        + "again.",
      "第 {0} 行不是格式良好的 XML。请重新导出。"),
    IntakePhrase(
      "has a tag with more than {} attributes; expected a few. Check the export.",
      "标签有超过 {0} 个属性。请检查导出。"),
    IntakePhrase(
      "has a tag of more than {} bytes; expected a short one. Is a > or a quote "
        + "missing?",
      "标签超过 {0} 字节。是否缺少 > 或引号？"),
    IntakePhrase(
      "has a comment or instruction of more than {} bytes; expected data. Leave "
        + "it out.",
      "注释或指令超过 {0} 字节。请删去。"),
    IntakePhrase(
      "has a DOCTYPE or another declaration, which may define entities or name "
        + "outside files; expected plain elements. Export it without one.",
      "含有 DOCTYPE 或其他声明，可能定义实体或引用外部文件；应只有普通元素。请导出时去掉声明。"),
    IntakePhrase(
      "refers to an entity {}, which is not read; expected text and the five "
        + "entities of XML. Write the character itself.",
      "引用了实体 {0}，不予读取；只允许文本和 XML 的五个实体。请直接写字符。"),
    IntakePhrase(
      "refers to an entity, which is not read; expected text and the five "
        + "entities of XML. Write the character itself.",
      "引用了实体，不予读取；只允许文本和 XML 的五个实体。请直接写字符。"),
    IntakePhrase(
      "elements are nested more than {} deep; expected a flat export. Check "
        + "which document this is.",
      "元素嵌套超过 {0} 层。请确认是哪种文档。"),
    IntakePhrase(
      "<{}> holds more than {} bytes of text; expected a value. Check the export.",
      "<{0}> 含有超过 {1} 字节的文本。请检查导出。"),
    IntakePhrase("line {} {}", "第 {0} 行：{1}"),
  ]
}
