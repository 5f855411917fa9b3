/// The workbook beside the pages.
public let workbookName = "backhaul.xlsx"
