"""The report: one HTML page that shows a published dataset and opens from disk, without network."""

from flows.reporting.report.page import Report, ReportError, write_report
from flows.reporting.report.selection import Order
from flows.reporting.report.texts import Language

__all__ = ["Language", "Order", "Report", "ReportError", "write_report"]
