"""Answering requests for documents from memory, before Flask: look up, compare validators, send."""

from syndication.delivery.application import DeliveryLayer
from syndication.delivery.conditional import evaluate
from syndication.delivery.desk import Desk
from syndication.delivery.library import Library
from syndication.delivery.replies import EXPOSED, PUBLIC, Offer, Reply, answer

__all__ = ["EXPOSED", "PUBLIC", "DeliveryLayer", "Desk", "Library", "Offer", "Reply", "answer", "evaluate"]
