from __future__ import annotations

import pytest

from coopbooks.core.inference import money_accounts


@pytest.mark.parametrize(
    "account",
    [
        # English
        "Assets:Bank",
        "Assets:US:BofA:Checking",
        "Assets:CreditUnion",
        "Assets:Credit-Union:Strike-Fund",
        "Assets:HSBCSavings",
        "Assets:CurrentAccount",
        "Assets:CashAtBank",
        "Assets:Cash:Checking",
        "Assets:PayPal",
        # German
        "Assets:Girokonto",
        "Assets:Sparkasse",
        "Assets:Volksbank:Tagesgeld",
        "Assets:GLS-Bank",
        "Assets:Bankguthaben",
        "Assets:Umlaufvermoegen:Geschäftskonto",
        # Spanish
        "Assets:Banco",
        "Assets:Bancos:Nacional",
        "Assets:CuentaCorriente",
        "Assets:Caja-Rural",
        # French
        "Assets:Banque",
        "Assets:CompteCourant",
        "Assets:CompteChèques",
        "Assets:CaisseDÉpargne",
        # Italian
        "Assets:Banca",
        "Assets:ContoCorrente",
        "Assets:CassaDiRisparmio",
        # The type may have another name.
        "Aktiva:Konto",
    ],
)
def test_accounts_in_a_bank(account: str) -> None:
    assert money_accounts([account]) == {account: "bank"}


@pytest.mark.parametrize(
    "account",
    [
        "Assets:Cash",
        "Assets:PettyCash",
        "Assets:Petty-Cash",
        "Assets:US:ETrade:Cash",
        "Assets:Bank:CashBox",
        "Assets:Till",
        "Assets:Kasse",
        "Assets:Handkasse",
        "Assets:Bargeld",
        "Assets:Caja",
        "Assets:CajaChica",
        "Assets:Efectivo",
        "Assets:Caisse",
        "Assets:Espèces",
        "Assets:Cassa",
        "Assets:Contanti",
        "Aktiva:Kassenbestand",
    ],
)
def test_cash_in_hand(account: str) -> None:
    assert money_accounts([account]) == {account: "cash"}


@pytest.mark.parametrize(
    "account",
    [
        "Assets:Receivable",
        "Assets:Receivable:Dues",
        "Assets:FoodBank",
        "Assets:Foodbank:Flour",
        "Assets:Instilled",
        "Assets:Contracts",
        "Assets:Krankenkasse",
        "Assets:Verrechnungskonto",
        "Assets:CuentasPorCobrar",
        "Assets:ActivoCorriente",
        "Assets:US:ETrade:VEA",
        "Assets:US:BayBook:Vacation",
        "Assets:US:Federal:PreTax401k",
        "Assets:US:BofA",
        "Assets:Оборудование",
        "Assets",
    ],
)
def test_what_is_no_money(account: str) -> None:
    assert money_accounts([account]) == {}
