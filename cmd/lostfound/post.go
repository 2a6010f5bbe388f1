package main

import (
	"lostfound/internal/config"
	"lostfound/internal/locale"
	"lostfound/internal/loss"
	"lostfound/internal/mail"
	"lostfound/internal/notice"
	"lostfound/internal/office"
	"lostfound/internal/webhook"
)

// openPost makes the channels that the settings name. Nobody is written to by another.
func openPost(cfg config.Config) (office.Post, error) {
	book, err := locale.Open()
	if err != nil {
		return office.Post{}, err
	}
	p := office.Post{By: map[loss.Channel]office.Carrier{}, Writer: notice.NewWriter(book, cfg.Brand), Origin: cfg.PublicURL}
	if cfg.SMTPURL != "" {
		if p.By[loss.Mail], err = mail.New(cfg.SMTPURL, cfg.MailFrom); err != nil {
			return office.Post{}, err
		}
	}
	if cfg.WebhookURL != "" {
		if p.By[loss.Webhook], err = webhook.New(cfg.WebhookURL, cfg.WebhookSecret); err != nil {
			return office.Post{}, err
		}
	}
	return p, nil
}
