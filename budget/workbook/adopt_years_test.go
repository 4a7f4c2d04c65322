package workbook

import "testing"

// TestAmountsLikeYears: an amount of 2,000 or 2,025 beside words that headers have
// too is a line, wherever it stands; a year beside them is a header where it can
// be one.
func TestAmountsLikeYears(t *testing.T) {
	for name, c := range map[string]struct {
		rows  []string
		lines int
		total string
	}{
		"in the middle":          {[]string{"Item | Cost EUR", "Rent | 1200", "IT equipment | 2000", "Transport services | 2025", "Insurance | 300"}, 4, "5525"},
		"first under the header": {[]string{"Description | Amount EUR", "Materials for works | 2020", "Wages | 900"}, 2, "2920"},
		"last":                   {[]string{"Bezeichnung | Betrag EUR", "Miete | 1500", "Material Bühne | 2030"}, 2, "3530"},
		"after a blank row":      {[]string{"Concepto | Importe EUR", "Alquiler | 1500", "", "Equipo de sonido | 2000", "Servicio de limpieza | 2100"}, 3, "5600"},
		"Chinese":                {[]string{"名称 | 金额（元）", "房租 | 1500", "设备材料 | 2000", "服务 | 2030"}, 3, "5530"},
		"all of them":            {[]string{"Libellé | Montant EUR", "Équipement | 2000", "Prestation vidéo | 2001", "Article de bureau | 2002"}, 3, "6003"},
		"two columns":            {[]string{"Item | Materials EUR | Labour EUR | Total EUR", "Equipment rack | 2000 | 2001 | 4001", "Other | 10 | 20 | 30"}, 2, "4031"},
		"a year over amounts":    {[]string{"Costs in EUR", "Item | 2026", "Rent | 1200", "IT equipment | 2000"}, 2, "3200"},
		"a year under a title":   {[]string{"Budget of the club", "Description | 2026", "Rent | 1200", "Equipment | 2000"}, 2, "3200"},
	} {
		t.Run(name, func(t *testing.T) {
			a := adopted(t, smallBudget(t, c.rows...), AdoptOptions{Yes: true})
			if len(a.Lines) != c.lines || a.Total.String() != c.total {
				t.Errorf("%d lines of %s, want %d of %s", len(a.Lines), a.Total, c.lines, c.total)
			}
		})
	}
}

// TestTransportIsACost: a word that is a cost in one place and a sum carried over
// in another is a sum only where it is one.
func TestTransportIsACost(t *testing.T) {
	for name, c := range map[string]struct {
		rows  []string
		lines int
		total string
	}{
		"English":              {[]string{"Item | Cost EUR", "Rent | 1200", "Transport | 350", "Report | 900"}, 3, "2450"},
		"Spanish":              {[]string{"Concepto | Importe EUR", "Alquiler | 1200", "Transporte | 350", "Comida | 100"}, 3, "1650"},
		"Portuguese":           {[]string{"Descrição | Valor (R$)", "Aluguel | 1200", "Transporte | 350", "Total | 1550"}, 2, "1550"},
		"Dutch, carried over":  {[]string{"Omschrijving | Bedrag EUR", "Huur | 1200", "Verf | 350", "Transport | 1550", "Licht | 50", "Totaal | 1600"}, 3, "1600"},
		"French, carried over": {[]string{"Désignation | Montant EUR", "Loyer | 1200", "Peinture | 350", "Report | 1550", "Report | 1550", "Lampes | 50"}, 3, "1600"},
	} {
		t.Run(name, func(t *testing.T) {
			a := adopted(t, smallBudget(t, c.rows...), AdoptOptions{Yes: true})
			if len(a.Lines) != c.lines || a.Total.String() != c.total {
				t.Errorf("%d lines of %s, want %d of %s", len(a.Lines), a.Total, c.lines, c.total)
			}
		})
	}
}
